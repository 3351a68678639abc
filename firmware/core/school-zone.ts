import { z } from 'zod'

/** Name of a time zone that this program can reckon with (IANA), such as `Asia/Makassar`. */
export const zoneSchema = z.string().refine(isZone)

let names: ReadonlySet<string> | undefined

function isZone(name: string): boolean {
  names ??= new Set(Intl.supportedValuesOf('timeZone'))
  return names.has(name)
}
