import { z } from 'zod'

/** How long somebody was told to wait, in whole minutes as it was shown, and when. */
export const toldSchema = z.strictObject({
  atMs: z.number(),
  lowMinutes: z.int().nonnegative(),
  highMinutes: z.int().positive(),
})

export interface Told extends z.infer<typeof toldSchema> {}
