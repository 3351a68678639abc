/** Balangan is in Central Indonesian Time (UTC+8, no summer time). */
export const defaultZone = 'Asia/Makassar'

/** The date on the school's own calendar. A UTC day would be wrong for eight hours on the very birthday. */
export function schoolDay(wallMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(wallMs)
}
