import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { simulateSchool } from '../world/simulate-school.ts'
import { simulateDistrict } from './simulate-district.ts'
import { simulateLink } from './simulate-link.ts'
import { simulateSensor } from './simulate-sensor.ts'

/** The `rekam sim` commands: twins that run until they are stopped. */
export function createSimulations(stopped: AbortSignal): ConsoleWorld['simulate'] {
  return {
    sensor: (options) => simulateSensor(options, stopped),
    district: (options) => simulateDistrict(options, stopped),
    link: (options) => simulateLink(options, stopped),
    school: (options) => simulateSchool(options, (line) => console.log(line)),
  }
}
