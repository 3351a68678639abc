import { z } from 'zod'
import { defaultZone } from '../base/school-day.ts'
import { keyListSchema } from '../seal/key-list.ts'

/** What makes this box the box of one school; written once by `rekam provision`. */
export const siteSchema = z.strictObject({
  v: z.literal(1),
  /** NPSN, eight digits. */
  school: z.string().regex(/^\d{8}$/),
  letter: z.string().regex(/^[A-Z]$/),
  zone: z.string().default(defaultZone),
  attendance: z.enum(['none', 'teacher', 'officer']).default('none'),
  /** When the technician set this box up, by the technician's clock: it can never be earlier. */
  provisionedMs: z.int().positive().optional(),
  /** Base address of the registry, ending in a slash; absent where there is no link. */
  registryUrl: z.url().endsWith('/').optional(),
  /** When packets close into a batch. */
  batch: z
    .strictObject({ packets: z.int().min(1).max(500), ageMinutes: z.int().min(0).max(10_000) })
    .default({ packets: 10, ageMinutes: 15 }),
  /** The key list this box was provisioned with; `openKeyList` knows the one in force. */
  keyList: keyListSchema,
})

export interface Site extends z.infer<typeof siteSchema> {}
