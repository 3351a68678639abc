import type { SeededRandom } from '../random/seeded-random.ts'
import { type Canvas, clamp } from './paint.ts'

/** Blurs a picture as a lens out of focus does; a standard deviation in pixels. */
export function blur({ widthPx, heightPx, rgba }: Canvas, sigmaPx: number): void {
  if (sigmaPx < 0.3) return
  const reach = Math.ceil(2.5 * sigmaPx)
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigmaPx ** 2)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const [along, across, step, jump] of [
    [widthPx, heightPx, 4, 4 * widthPx],
    [heightPx, widthPx, 4 * widthPx, 4],
  ] as const) {
    // The picture goes on beyond its edges as it ends there.
    const line = new Float64Array(along + 2 * reach)
    for (let row = 0; row < across; row += 1) {
      for (let part = 0; part < 3; part += 1) {
        const first = row * jump + part
        for (let at = 0; at < line.length; at += 1) {
          line[at] = rgba[first + Math.min(along - 1, Math.max(0, at - reach)) * step] ?? 0
        }
        for (let at = 0; at < along; at += 1) {
          let sum = 0
          for (let tap = 0; tap < weights.length; tap += 1) sum += (weights[tap] ?? 0) * (line[at + tap] ?? 0)
          rgba[first + at * step] = clamp(sum / total)
        }
      }
    }
  }
}

/** Light and grain, as a sensor adds them behind the lens. */
export function expose({ rgba }: Canvas, exposure: number, random: SeededRandom): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const grain = 3 * random.normal()
    for (let part = 0; part < 3; part += 1) rgba[at + part] = clamp((rgba[at + part] ?? 0) * exposure + grain)
  }
}
