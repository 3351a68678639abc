import type { Http, HttpRequest } from '../../../hal/contract/http.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { schoolDay } from '../../core/school-day.ts'
import { backOffMs } from '../policy/back-off.ts'
import { forecastMs } from '../policy/forecast.ts'
import { type ForwardingState, waitingIn } from '../policy/forwarding.ts'
import { type NotNow, notNow } from '../policy/link-policy.ts'
import { ThroughputHistory } from '../policy/throughput-history.ts'
import type { SendFault } from './send-fault.ts'
import { type RoundMemory, type RoundWork, sendRound } from './send-round.ts'
import type { SenderParts } from './sender-parts.ts'
import { TusClient } from './tus-client.ts'

const tickMs = 2_000
// The system's hint costs nothing to ask for.
const blockedMs = 15_000
const heartbeatMs = 15 * 60_000
const longestWaitMs = 5 * 60_000
const countedStepBytes = 256 * 1024

/** Sends closed batches, fetches receipts and what is published, as the link and its policy allow, until `signal` aborts. */
export async function runSender(parts: SenderParts, signal: AbortSignal): Promise<void> {
  const sender = new Sender(parts)
  while (!signal.aborted) await sender.round(signal)
}

class Sender {
  readonly #parts: SenderParts
  readonly #diary: ThroughputHistory
  readonly #office: TusClient
  readonly #round: RoundMemory = {
    held: new Set(),
    sent: new Map(),
    updatesDueMs: 0,
    unreadable: new Map(),
  }
  #spentBytes = 0
  #sentBytes = 0
  #movedInRound = false
  #quietRounds = 0

  constructor(parts: SenderParts) {
    this.#parts = parts
    this.#diary = new ThroughputHistory(parts.history)
    const counted = countBytes(parts.http, (bytes) => {
      this.#spentBytes += bytes
    })
    this.#office = new TusClient(counted, parts.clock, new URL('tus', parts.registryUrl).href)
  }

  async round(signal: AbortSignal): Promise<void> {
    const { link, policy, zone, stamp, onOutcome } = this.#parts
    await this.#count(true)
    const hint = await link.hint(signal)
    const why = notNow(policy, { hint, usedBytes: this.#usedToday, time: stamp(), zone })
    // The day's bytes are for bulk: a probe and a receipt cost next to nothing.
    if (why && why.kind !== 'budget') return this.#blocked(why, signal)
    this.#movedInRound = false
    // Policy may end what it allowed: the hours are over, or the day's bytes.
    const ended = new AbortController()
    const look = () => {
      if (notNow(policy, { hint, usedBytes: this.#usedToday, time: stamp(), zone })) ended.abort()
    }
    const parts = this.#roundParts(why === undefined, why === undefined ? look : () => undefined)
    const outcome = await sendRound(parts, AbortSignal.any([signal, ended.signal]))
    if (signal.aborted) return
    if (ended.signal.aborted) return this.#count(true)
    await this.#count(true)
    onOutcome(outcome.ok ? ok() : outcome)
    if (!outcome.ok) return this.#failed(outcome.fault, signal)
    await this.#remember(0)
    if (why) return this.#blocked(why, signal)
    await this.#rest(outcome.value, signal)
  }

  #roundParts(bulk: boolean, look: () => void) {
    return {
      ...this.#parts,
      http: patient(this.#office),
      office: this.#office,
      round: this.#round,
      bulk,
      moved: (bytes: number) => {
        this.#movedInRound = true
        this.#sentBytes += bytes
        this.#diary.carried(bytes)
        void this.#count(false)
        look()
      },
      sending: (seq: number) => this.#tell({ type: 'sending', seq }),
    }
  }

  async #blocked(why: NotNow, signal: AbortSignal): Promise<void> {
    this.#tell({ type: 'not-now', why })
    await this.#parts.clock.sleep(why.kind === 'budget' ? heartbeatMs : blockedMs, signal)
  }

  // A link that carries something between its cuts is worth coming back to soon.
  async #failed(fault: SendFault, signal: AbortSignal): Promise<void> {
    const failures = this.#movedInRound ? 1 : this.#parts.memory.value.failures + 1
    await this.#remember(failures)
    const retryMs = backOffMs(this.#parts.entropy, fault.kind, failures)
    this.#tell({ type: 'trouble', fault: fault.kind, retryMs })
    await this.#parts.clock.sleep(retryMs, signal)
  }

  // A new batch ends the rest.
  async #rest(work: RoundWork, signal: AbortSignal): Promise<void> {
    const { clock, spool } = this.#parts
    this.#quietRounds = work === 'waiting' ? this.#quietRounds + 1 : 0
    const ms = {
      none: heartbeatMs,
      sent: tickMs,
      waiting: Math.min(longestWaitMs, tickMs * 2 ** this.#quietRounds),
    }[work]
    this.#tell(this.#resting(work, ms))
    const newest = spool.facts.highestSeq
    const endMs = clock.monotonicMs() + ms
    while (!signal.aborted && clock.monotonicMs() < endMs && spool.facts.highestSeq === newest)
      await clock.sleep(tickMs, signal)
  }

  #resting(work: RoundWork, retryMs: number): ForwardingState {
    const { index } = this.#parts.spool
    for (const [seq, { refused }] of this.#round.sent)
      if (refused && index.batches.has(seq)) return { type: 'trouble', fault: refused, retryMs }
    if (work !== 'none') return { type: 'awaiting-receipt' }
    return { type: index.open.size > 0 ? 'batch-open' : 'nothing-waits' }
  }

  #tell(state: ForwardingState): void {
    const { spool, stamp, onStatus } = this.#parts
    const { packets, bytes, heldBytes } = waitingIn(spool, this.#round.held)
    const ms = forecastMs(bytes - heldBytes, this.#diary.hours())
    const doneByMs = ms === undefined ? undefined : stamp().wallMs + ms
    onStatus({ state, packets, bytes, heldBytes, sentBytes: this.#sentBytes, doneByMs })
  }

  get #usedToday(): number {
    const { memory, zone, stamp } = this.#parts
    const today = schoolDay(stamp().wallMs, zone)
    return this.#spentBytes + (memory.value.day === today ? memory.value.usedBytes : 0)
  }

  // Written in steps: a power cut may forget the last of them.
  async #count(all: boolean): Promise<void> {
    const { memory, zone, stamp, spool } = this.#parts
    const waits = waitingIn(spool, this.#round.held).packets > 0
    this.#tellUnsaved(await this.#diary.look(stamp().wallMs, waits))
    if (this.#spentBytes === 0 || (!all && this.#spentBytes < countedStepBytes)) return
    const [spent, today] = [this.#spentBytes, schoolDay(stamp().wallMs, zone)]
    this.#spentBytes = 0
    const saved = await memory.update((before) => ({
      ...before,
      day: today,
      usedBytes: spent + (before.day === today ? before.usedBytes : 0),
    }))
    if (!saved.ok) this.#spentBytes += spent
    this.#tellUnsaved(saved)
  }

  async #remember(failures: number): Promise<void> {
    const { memory } = this.#parts
    if (memory.value.failures === failures) return
    this.#tellUnsaved(await memory.update((before) => ({ ...before, failures })))
  }

  // Bytes that the disk does not record are counted on in memory, and are no reason not to send.
  #tellUnsaved(saved: Result<void, SendFault>): void {
    if (!saved.ok) this.#parts.onOutcome(saved)
  }
}

const newsMs = 25_000

// Published files are fetched over the connections that the office knows to be good.
function patient(office: TusClient): Http {
  return {
    async send(request, signal, limitBytes) {
      const answer = await office.within(newsMs, request, signal, limitBytes)
      if (answer.ok) return answer
      const { fault } = answer
      return err(fault.kind === 'too-slow' ? { kind: 'unreachable', detail: 'ETIMEDOUT' } : fault)
    },
  }
}

// Heads of request and answer, as measured without TLS (forward.md 2.2).
const headBytes = 600

// The share that TCP and IP add, with the bytes that are sent twice.
const networkShare = 1.1

/** The same link, telling after each request how many bytes it cost both ways. */
export function countBytes(http: Http, spent: (bytes: number) => void): Http {
  return {
    ...(http.tellsDelivery === true && { tellsDelivery: true }),
    async send(request, signal, limitBytes) {
      let delivered = 0
      const watched: HttpRequest = {
        ...request,
        ...(request.delivered && {
          delivered(bytes: number) {
            delivered = bytes
            request.delivered?.(bytes)
          },
        }),
      }
      const answer = await http.send(watched, signal, limitBytes)
      const body = answer.ok ? (request.body?.length ?? 0) + answer.value.body.length : delivered
      spent(Math.ceil((headBytes + body) * networkShare))
      return answer
    },
  }
}
