import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { type IntakeAnswer, type IntakeFault, intakeBatch } from './intake-batch.ts'
import type { IntakeDesk } from './intake-desk.ts'

/** What happened to one batch directory. */
export interface BatchOutcome {
  readonly directory: string
  readonly result: Result<IntakeAnswer, IntakeFault>
}

/**
 * Takes in every `<device>/<seq>/` below a folder, in the order of the numbers, so that chains close.
 * One bad batch never stops the next device.
 */
export async function intakeFolder(
  desk: IntakeDesk,
  source: Disk,
  report: (outcome: BatchOutcome) => void = () => undefined,
): Promise<Result<readonly BatchOutcome[], DiskFault>> {
  const devices = await source.list('.')
  if (!devices.ok) return devices
  const outcomes: BatchOutcome[] = []
  for (const device of devices.value.filter((entry) => entry.directory && entry.name.startsWith('rk-'))) {
    const batches = await source.list(device.name)
    if (!batches.ok) return batches
    const numbered = batches.value.filter((entry) => entry.directory && /^\d+$/.test(entry.name))
    for (const { name } of numbered.sort((a, b) => Number(a.name) - Number(b.name))) {
      const directory = `${device.name}/${name}`
      const outcome = { directory, result: await intakeBatch(desk, source, directory) }
      report(outcome)
      outcomes.push(outcome)
    }
  }
  return ok(outcomes)
}
