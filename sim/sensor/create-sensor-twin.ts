import { ef01Models } from './ef01/ef01-model.ts'
import { Ef01Twin } from './ef01/ef01-twin.ts'
import { gtModels } from './gt/gt-model.ts'
import { GtTwin } from './gt/gt-twin.ts'
import type { SensorTwin, TwinOptions } from './sensor-twin.ts'

/** Names of all parts there are twins of. */
export const sensorModels: readonly string[] = [...ef01Models, ...gtModels].map(({ name }) => name)

const gtRates = [9_600, 19_200, 38_400, 57_600, 115_200]

/** The twin of a part, by one of the names in `sensorModels`. */
export function createSensorTwin(model: string, options: TwinOptions): SensorTwin {
  const ef01 = ef01Models.find(({ name }) => name === model)
  if (ef01) return new Ef01Twin(ef01, options)
  const gt = gtModels.find(({ name }) => name === model)
  if (gt) return new GtTwin(gt, options)
  throw new Error(`no twin of ${model}`)
}

/** The rates a part can speak. */
export function ratesOf(model: string): readonly number[] {
  const ef01 = ef01Models.find(({ name }) => name === model)
  return ef01 ? ef01.baudMultipliers.map((multiplier) => multiplier * 9_600) : gtRates
}
