import { z } from 'zod'

/** The wait that a student was quoted, in whole minutes as it was shown, and when. */
export const quotedWaitSchema = z.strictObject({
  atMs: z.number(),
  lowMinutes: z.int().nonnegative(),
  highMinutes: z.int().positive(),
})

export interface QuotedWait extends z.infer<typeof quotedWaitSchema> {}
