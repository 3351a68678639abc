/** Balangan is in Central Indonesian Time (UTC+8, no summer time). */
export const defaultZone = 'Asia/Makassar'

/** The date on the school's own calendar. A UTC day would be wrong for eight hours on the very birthday. */
export function schoolDay(wallMs: number, zone: string): string {
  return formatOf(zone).format(wallMs)
}

const formats = new Map<string, Intl.DateTimeFormat>()

// Making one takes a hundred times as long as using it.
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  formats.set(zone, made)
  return made
}
