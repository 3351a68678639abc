import { z } from 'zod'
import { deviceName } from '../seal/device-identity.ts'

/** Which kiosks the registry knows, from which school, with which key. */
export const deviceListSchema = z.strictObject({
  v: z.literal(1),
  devices: z
    .array(
      z
        .strictObject({
          device: z.string(),
          publicKey: z.base64().length(44),
          school: z.string().regex(/^\d{8}$/),
          revoked: z.boolean().default(false),
        })
        .refine((entry) => deviceName(entry.publicKey) === entry.device, 'name does not match its key'),
    )
    .max(100_000),
})

export interface DeviceList extends z.infer<typeof deviceListSchema> {}

export type KnownDevice = DeviceList['devices'][number]

export function findDevice(list: DeviceList, device: string): KnownDevice | undefined {
  return list.devices.find((entry) => entry.device === device)
}
