import { z } from 'zod'
import { versioned } from '../../custody/document/versioned.ts'

/** The sender's memory across restarts. */
export const senderMemorySchema = z.strictObject({
  v: z.literal(2),
  /** Upload addresses by `<seq>/<file>`, of the batch that is on its way. */
  uploads: z.record(z.string(), z.string()),
  /** Rounds that failed one after another: a brown-out must not wake all kiosks at once. */
  failures: z.int().nonnegative(),
  /** Day on the school's calendar that `usedBytes` were counted on. */
  day: z.string(),
  /** Both ways, with what the network adds. */
  usedBytes: z.int().nonnegative(),
})

export interface SenderMemory extends z.infer<typeof senderMemorySchema> {}

export const noSenderMemory: SenderMemory = { v: 2, uploads: {}, failures: 0, day: '', usedBytes: 0 }

/** Version 0 had no `v`, version 1 only the uploads. */
export const parseSenderMemory = versioned(2, senderMemorySchema, [
  (old) => ({ ...old, v: 1 }),
  (old) => ({ ...noSenderMemory, uploads: old['uploads'] }),
])
