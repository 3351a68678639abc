import type { BoardFacts } from '../../../hal/contract/board-facts.ts'
import type { Clock } from '../../../hal/contract/clock.ts'
import type { ProcessFacts } from '../../../hal/contract/process-facts.ts'
import type { EventName } from '../../core/log/event-registry.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { type Forwarding, waitingIn } from '../../exchange/policy/forwarding.ts'
import type { QueueDay } from '../../school/queue/queue-day.ts'

/** The part of a kiosk that is counted. */
export interface Measured {
  readonly parts: { readonly facts: BoardFacts; readonly clock: Clock }
  readonly stores: {
    readonly spool: Spool
    readonly queue: { readonly value: QueueDay }
    readonly boot: number
  }
  readonly forwarding: Forwarding
  readonly busy: boolean
}

type Sample = readonly [value: number | undefined, labels?: Readonly<Record<string, string>>]

/**
 * The kiosk's state, in the text format of Prometheus (version 0.0.4): numbers alone, of things and of none
 * of the people. Facts that a board cannot know are left out.
 */
export function metricsText(
  kiosk: Measured,
  process: ProcessFacts,
  events: ReadonlyMap<EventName, number>,
  diskFaults: ReadonlyMap<string, number> = new Map(),
): string {
  const { parts, stores, forwarding } = kiosk
  const { facts, clock } = parts
  const waiting = waitingIn(stores.spool, new Set())
  const weak = facts.underVoltage()
  return [
    metric('rekam_up_seconds', 'gauge', 'since this start', [[clock.monotonicMs() / 1e3]]),
    metric('rekam_starts_total', 'counter', 'starts of this kiosk', [[stores.boot]]),
    metric(
      'rekam_events_total',
      'counter',
      'events of the log since this start',
      [...events].map(([event, count]): Sample => [count, { event }]),
    ),
    metric('rekam_queue_tickets', 'gauge', 'tickets of today', ticketSamples(kiosk)),
    metric('rekam_visit_running', 'gauge', '1 while somebody is at the panel', [[Number(kiosk.busy)]]),
    metric('rekam_spool_packets', 'gauge', 'packets without a receipt', [[waiting.packets]]),
    metric('rekam_spool_bytes', 'gauge', 'bytes of those', [[waiting.bytes]]),
    metric('rekam_sent_bytes_total', 'counter', 'bytes that the server took', [[forwarding.sentBytes]]),
    metric('rekam_forwarding', 'gauge', '1 for what the sender is at', [[1, { at: forwarding.state.type }]]),
    metric(
      'rekam_disk_faults_total',
      'counter',
      'calls that the disk refused since this start',
      [...diskFaults].map(([fault, count]): Sample => [count, { fault }]),
    ),
    metric('rekam_disk_free_files', 'gauge', 'files that the disk can still hold', [[facts.freeFiles()]]),
    metric('rekam_disk_free_bytes', 'gauge', 'room for data', [[facts.freeBytes()]]),
    metric('rekam_memory_free_bytes', 'gauge', 'memory that programs may take', [[facts.memoryBytes()]]),
    metric('rekam_temperature_celsius', 'gauge', 'of the processor', [[facts.temperatureCelsius()]]),
    metric('rekam_under_voltage', 'gauge', '1 while the supply is too weak', [
      [weak === undefined ? undefined : Number(weak)],
    ]),
    metric('rekam_event_loop_delay_p99_seconds', 'gauge', 'since the last look', [
      [process.loopDelayMs() / 1e3],
    ]),
    metric('process_resident_memory_bytes', 'gauge', 'of the kiosk itself', [[process.residentBytes()]]),
    metric('process_cpu_seconds_total', 'counter', 'of the kiosk itself', [[process.cpuSeconds()]]),
  ].join('')
}

function ticketSamples({ stores }: Measured): readonly Sample[] {
  const { tickets } = stores.queue.value
  return (['waiting', 'serving', 'parked', 'done'] as const).map((state) => [
    tickets.filter((ticket) => ticket.state === state).length,
    { state },
  ])
}

function metric(name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]): string {
  const lines = samples.flatMap(([value, labels = {}]) => {
    const pairs = Object.entries(labels).map(([label, word]) => `${label}="${word}"`)
    return value === undefined ? [] : [`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`]
  })
  return lines.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}
