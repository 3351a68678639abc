import { expect, test } from 'vitest'
import { defaultZone, schoolDay } from './school-day.ts'
import { zoneSchema } from './school-zone.ts'

test.each([defaultZone, 'Asia/Jakarta', 'Asia/Pontianak', 'Asia/Jayapura', 'Asia/Riyadh'])(
  '%s is a zone that has days',
  (zone) => {
    expect(zoneSchema.parse(zone)).toBe(zone)
    expect(schoolDay(Date.UTC(2026, 10, 14, 12), zone)).toBe('2026-11-14')
  },
)

test.each(['', 'WITA', 'Asia/Balangan', 'asia/makassar', '+08:00', 'Asia/Makassar '])(
  '"%s" is no zone',
  (zone) => {
    expect(zoneSchema.safeParse(zone).success).toBe(false)
  },
)
