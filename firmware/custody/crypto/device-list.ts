import { z } from 'zod'
import type { Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema, npsnSchema } from '../../core/names.ts'
import { isRecipient } from './age-file.ts'
import { type DeviceIdentity, deviceName } from './device-identity.ts'
import { type ListFault, readNextList } from './numbered-list.ts'
import { ed25519, type PublicKey, publicKeySchema } from './public-key.ts'
import { type SignedDocument, signDocument } from './signed-document.ts'
import type { SigningKey } from './signing-key.ts'

/** One kiosk as it is enrolled: the content of its QR code. */
export const enrolmentSchema = z
  .strictObject({
    device: z.string(),
    ...publicKeySchema.shape,
    /** NPSN. */
    school: npsnSchema,
    /** age recipient for the lists of pupils that this kiosk may open; of an older kiosk there is none. */
    recipient: z.string().refine(isRecipient).optional(),
    /** A box that is dead or gone, whose place this one takes. */
    replaces: deviceNameSchema.optional(),
  })
  .refine(({ device, publicKey }) => deviceName(publicKey) === device, 'name does not match its key')

export interface Enrolment extends z.infer<typeof enrolmentSchema> {}

/** A kiosk's request to be enrolled. */
export function enrolmentOf({ device, key }: DeviceIdentity, school: string, recipient?: string): Enrolment {
  return { device, alg: ed25519, publicKey: key.publicKey, school, ...(recipient && { recipient }) }
}

/** Which kiosks the registry knows, from which school, with which key. */
export const deviceListSchema = z.strictObject({
  v: z.literal(1),
  number: z.int().positive(),
  authority: publicKeySchema,
  devices: z
    .array(
      enrolmentSchema.safeExtend({
        /** Only for a kiosk that was shut out: the last batch that is still believed, 0 for none. */
        lastSeq: z.int().nonnegative().optional(),
        /** Schools it served before, whose packets may still be on their way. */
        before: z.array(npsnSchema).max(100).optional(),
      }),
    )
    .max(100_000)
    .refine(
      (devices) => new Set(devices.map(({ device }) => device)).size === devices.length,
      'a device twice',
    ),
})

export interface DeviceList extends z.infer<typeof deviceListSchema> {}

export type KnownDevice = DeviceList['devices'][number]

export function signDeviceList(list: DeviceList, authority: SigningKey): SignedDocument {
  return signDocument('device-list', deviceListSchema, list, authority)
}

/** Reads the device list that is to follow `current`: signed by its authority, or the one known, and with a higher number. */
export function readDeviceList(
  current: DeviceList | undefined,
  document: SignedDocument,
  authority?: PublicKey,
): Result<DeviceList, ListFault> {
  return readNextList('device-list', deviceListSchema, current, document, authority)
}

/** Whether a kiosk serves a school, or did. */
export function serves({ school, before = [] }: KnownDevice, wanted: string): boolean {
  return school === wanted || before.includes(wanted)
}

export function devicesByName(list: DeviceList): ReadonlyMap<string, KnownDevice> {
  return new Map(list.devices.map((known) => [known.device, known]))
}
