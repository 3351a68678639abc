import { z } from 'zod'
import { deviceNameSchema, npsnSchema } from '../../core/names.ts'
import { defaultZone } from '../../core/school-day.ts'
import { zoneSchema } from '../../core/school-zone.ts'
import { keyListSchema } from '../../custody/crypto/key-list.ts'
import { linkPolicySchema } from '../../exchange/policy/link-policy.ts'
import { pinSchema } from './pin-guard.ts'

/** The ways to release the key of a card. */
export const unlockWays = ['stick', 'office', 'element'] as const

/** The settings that make this box the box of one school; written once by `rekam provision`. */
export const siteSchema = z.strictObject({
  v: z.literal(1),
  /** NPSN, eight digits. */
  school: npsnSchema,
  letter: z.string().regex(/^[A-Z]$/),
  zone: zoneSchema.default(defaultZone),
  attendance: z.enum(['none', 'teacher', 'officer']).default('none'),
  /** When the technician set this box up, by the technician's clock: it can never be earlier. */
  provisionedMs: z.int().positive().optional(),
  /** Number of the registry's order that made it so; 0 when it was set on the box itself. */
  order: z.int().nonnegative().default(0),
  /** The box that this one takes the place of: the registry is told, and shuts that one out. */
  replaces: deviceNameSchema.optional(),
  /** Base address of the registry, ending in a slash; absent where there is no link. */
  registryUrl: z.url().endsWith('/').optional(),
  /** When and how much may be sent. */
  link: linkPolicySchema.default(linkPolicySchema.parse({})),
  /** When packets close into a batch. */
  batch: z
    .strictObject({ packets: z.int().min(1).max(500), ageMinutes: z.int().min(0).max(10_000) })
    .default({ packets: 10, ageMinutes: 15 }),
  /**
   * No visit begins with less free space than this: the visit at hand, receipts and the journal must still fit.
   * A visit takes about 3 MB while it closes.
   */
  reserveMegabytes: z.int().min(8).max(100_000).default(200),
  /** A visit to which no student comes back ends after this number of days of service. */
  abandonedAfterDays: z.int().min(1).max(365).default(3),
  /** Opens the attendant's menu; `ask`: it is chosen at the panel. Without it there is no menu. */
  attendantPin: z.union([pinSchema, z.literal('ask')]).optional(),
  /**
   * The ways in which the key of the personal files on the card is released at a start; without one they lie in the clear.
   * `stick`: the attendant's PIN with the key stick. `office`: the registry over the link. `element`: a TPM of the board.
   */
  unlock: z.array(z.literal(unlockWays)).default([]),
  /**
   * Address in the school's own network at which phones and a second screen see the line, such as
   * `http://192.168.1.20:8081/`; without it nothing is served outside of this box.
   */
  schoolPage: z
    .url({ protocol: /^http$/ })
    .endsWith('/')
    .optional(),
  /** The key list this box was provisioned with; `activeKeyList` knows the one in force. */
  keyList: keyListSchema,
})

export interface Site extends z.infer<typeof siteSchema> {}
