import { z } from 'zod'

/** `intake.json` of a student: in which batch of which kiosk the packet came. */
export const provenanceSchema = z.strictObject({
  v: z.literal(1),
  device: z.string(),
  seq: z.int().positive(),
  packet: z.string(),
})

export interface Provenance extends z.infer<typeof provenanceSchema> {}
