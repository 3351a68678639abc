import { join } from 'node:path'
import type { ExitCode } from '../../firmware/console/exit-code.ts'
import type { SimulatedDistrict } from '../../firmware/console/simulations.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { conductOf } from '../../sim/district/conduct.ts'
import { type Misbehaviour, misbehaviourWords, readMisbehaviour } from '../../sim/district/misbehaviour.ts'
import { openSchool } from '../desk/open-school.ts'
import { untilStopped } from './until-stopped.ts'

/** An office until it is stopped or loses power, as good or as bad as was asked for. */
export async function simulateDistrict(options: SimulatedDistrict, stopped: AbortSignal): Promise<ExitCode> {
  const kinds: Misbehaviour[] = []
  for (const words of options.misbehaviours) {
    const misbehaviour = readMisbehaviour(words)
    if (!misbehaviour) {
      console.error(`Ulah ${words} tidak dikenal. Pilih: ${misbehaviourWords.join(' · ')}.`)
      return 2
    }
    kinds.push(misbehaviour)
  }
  const { port, dataFolder, store, takesIn, seed } = options
  if (!(seed >= 0)) {
    console.error('--seed: angka.')
    return 2
  }
  const conduct = conductOf(kinds, seed)
  const office = await openSchool({
    port,
    takesIn,
    conduct,
    folder: join(dataFolder, 'district'),
    ...(store !== undefined && { store }),
    report: ({ place, result }) => console.error(`${place}: ${result.ok ? 'accepted' : result.fault.kind}`),
  })
  console.log(`Kantor simulasi di ${office.registryUrl}`)
  const { powerLossMs } = conduct
  // No process is notified and nothing is tidied up.
  const pulled = () => stopped.aborted || process.kill(process.pid, 'SIGKILL')
  if (powerLossMs !== undefined) void createRealClock().sleep(powerLossMs, stopped).then(pulled)
  await untilStopped(stopped)
  await office.close()
  return 0
}
