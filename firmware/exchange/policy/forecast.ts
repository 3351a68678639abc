/** The load of one hour: bytes that the registry took, or nothing known because nothing waited. */
export type HourCarried = number | undefined

/** A week: the rhythm of a school and its link is in it. */
export const hoursRemembered = 168

/** Fewer hours than these say nothing about the next ones. */
const fewestHours = 6

/**
 * How long what waits will take, in milliseconds, with a chance of 80 %: every hour of the past is tried as if it
 * were the next one, the hours after it following, and four of five such starts were through by then. Hours at the
 * same time of the day count first, once there are three of them. `history` is oldest first and ends now.
 */
export function forecastMs(waitingBytes: number, history: readonly HourCarried[]): number | undefined {
  const known = history.flatMap((bytes, at) =>
    bytes === undefined ? [] : [{ bytes, hour: (history.length - at) % 24 }],
  )
  if (waitingBytes <= 0) return 0
  if (known.length < fewestHours || known.every(({ bytes }) => bytes === 0)) return undefined
  const sameHour = [...known.keys()].filter((at) => known[at]?.hour === 0)
  const starts = sameHour.length >= 3 ? sameHour : [...known.keys()]
  const carried = known.map(({ bytes }) => bytes)
  const hours = starts.map((start) => hoursFrom(start, carried, waitingBytes)).sort((a, b) => a - b)
  return (hours[Math.ceil(hours.length * 0.8) - 1] ?? 0) * 3_600_000
}

function hoursFrom(start: number, carried: readonly number[], bytes: number): number {
  const perRound = carried.reduce((sum, one) => sum + one, 0)
  const rounds = Math.floor(bytes / perRound)
  let left = bytes - rounds * perRound
  let hours = rounds * carried.length
  for (let at = start; left > 0; at = (at + 1) % carried.length) {
    const hour = carried[at] ?? 0
    hours += left <= hour ? left / hour : 1
    left -= hour
  }
  return hours
}
