import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem, unseen } from './finding.ts'

const leastFreeBytes = 500e6
const leastMemoryBytes = 60e6
const dayMs = 86_400_000
const unknown = 'papan ini tidak mengatakannya'

/** The board's knowledge of itself: room, memory, heat, supply, clock. */
export function checkHealth({ clock, facts, site }: DeviceUnderTest): readonly Finding[] {
  return [
    space(facts.freeBytes()),
    memory(facts.memoryBytes()),
    temperature(facts.temperatureCelsius(), facts.hotCelsius),
    voltage(facts.underVoltage()),
    clockFinding(
      clock.wallMs(),
      site === 'none' || site === 'unreadable' ? undefined : site.provisionedMs,
      facts.clock(),
    ),
  ]
}

function space(bytes: number | undefined): Finding {
  if (bytes === undefined) return unseen('space', unknown)
  const megabytes = Math.round(bytes / 1e6)
  return bytes < leastFreeBytes
    ? problem('space', 'space-short', megabytes)
    : good('space', `${megabytes} MB kosong`)
}

function memory(bytes: number | undefined): Finding {
  if (bytes === undefined) return unseen('memory', unknown)
  const megabytes = Math.round(bytes / 1e6)
  return bytes < leastMemoryBytes
    ? problem('memory', 'memory-short', megabytes)
    : good('memory', `${megabytes} MB bebas`)
}

function temperature(celsius: number | undefined, hotCelsius: number): Finding {
  if (celsius === undefined) return unseen('temperature', unknown)
  const words = `${celsius.toFixed(0)} derajat`
  return celsius > hotCelsius ? problem('temperature', 'too-hot', celsius) : good('temperature', words)
}

function voltage(low: boolean | undefined): Finding {
  if (low === undefined) return unseen('voltage', unknown)
  return low ? problem('voltage', 'under-voltage') : good('voltage', 'listrik cukup')
}

// Nothing depends on this clock being right; but a technician should know, and birthdays wait for the registry's.
function clockFinding(
  nowMs: number,
  provisionedMs: number | undefined,
  { synchronised, hardware }: ReturnType<DeviceUnderTest['facts']['clock']>,
): Finding {
  if (provisionedMs !== undefined && nowMs < provisionedMs)
    return problem('clock', 'clock-behind', (provisionedMs - nowMs) / dayMs)
  if (synchronised) return good('clock', 'disetel jaringan')
  return good(
    'clock',
    hardware ? 'modul jam ada, belum disetel jaringan' : 'tanpa modul jam; waktu Dukcapil dipakai bila ada',
  )
}
