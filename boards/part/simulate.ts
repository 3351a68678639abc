import { join } from 'node:path'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { streamSimulatedPreview, takeSimulatedStill } from '../../sim/camera/camera-program.ts'
import { openSchool } from '../desk/open-school.ts'
import { simulateSchool } from '../world/simulate-school.ts'
import { simulateLink } from './simulate-link.ts'
import { simulateSensor } from './simulate-sensor.ts'
import { untilStopped } from './until-stopped.ts'

/** The `rekam sim` commands: twins that run until they are stopped. */
export function createSimulations(stopped: AbortSignal): ConsoleWorld['simulate'] {
  return {
    sensor: (options) => simulateSensor(options, stopped),
    async district({ dataFolder, store, ...options }) {
      const office = await openSchool({
        ...options,
        folder: join(dataFolder, 'district'),
        ...(store !== undefined && { store }),
        report: ({ place, result }) =>
          console.error(`${place}: ${result.ok ? 'accepted' : result.fault.kind}`),
      })
      console.log(`Kantor simulasi di ${office.registryUrl}`)
      await untilStopped(stopped)
      await office.close()
      return 0
    },
    link: (options) => simulateLink(options, stopped),
    school: (options) => simulateSchool(options, (line) => console.log(line)),
    async camera(kind, words) {
      const options = {
        seed: words['seed'] ?? 'siswa',
        widthPx: Number(words['width'] ?? 480),
        heightPx: Number(words['height'] ?? 640),
        output: words['output'] ?? words['o'],
        copies: words['copies'],
      }
      if (kind === 'preview') await streamSimulatedPreview(options)
      else await takeSimulatedStill(options)
      return 0
    },
  }
}
