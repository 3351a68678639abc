import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../../../test/stand/open-test-kiosk.ts'
import { takeTicket } from '../../school/queue/queue-day.ts'
import { metricsText } from './metrics.ts'

const process = { residentBytes: () => 90e6, cpuSeconds: () => 12.5, loopDelayMs: () => 3 }

test('how it stands is told in numbers, and of nobody', async () => {
  const [clock, disk] = [createHandClock(), new MemoryDisk()]
  await importClassList(clock, disk)
  const { kiosk } = await openTestKiosk(clock, disk, {}, { temperatureCelsius: () => 51.5 })
  const pid = kiosk.stores.roster.findByNumber(pupils.siti.nisn)?.pid ?? ''
  await kiosk.stores.queue.update((queue) => takeTicket(queue, { pid, className: '' }, 0).queue)
  const text = metricsText(kiosk, process, new Map([['help-called', 2]]))
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(samples).toEqual(
    expect.arrayContaining([
      'rekam_events_total{event="help-called"} 2',
      'rekam_queue_tickets{state="waiting"} 1',
      'rekam_queue_tickets{state="parked"} 0',
      'rekam_spool_packets 0',
      'rekam_forwarding{at="starting"} 1',
      'rekam_temperature_celsius 51.5',
      'rekam_event_loop_delay_p99_seconds 0.003',
      'process_resident_memory_bytes 90000000',
      'process_cpu_seconds_total 12.5',
    ]),
  )
  // Each a name, words of the code as labels, and a number; unknown ones are left out.
  for (const sample of samples) expect(sample).toMatch(/^[a-z_0-9]+(\{[a-z]+="[a-z-]+"\})? -?[\d.e+-]+$/)
  expect(text).not.toMatch(/under_voltage|undefined|NaN/)
})
