import { z } from 'zod'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { deviceNameSchema } from '../../core/names.ts'
import { documentBytes } from '../../custody/crypto/signed-document.ts'
import { fromText, keyBytes, toText } from './lock-document.ts'

/** Keys of boxes lie on a stick in `REKAM/KEY/<device>.json`; alone they open nothing. */
const keyFolder = 'REKAM/KEY'

const keyFileSchema = z.strictObject({ v: z.literal(1), device: deviceNameSchema, secret: z.base64() })

const mostBytes = 1_024

/** The secret of this box on a stick; nothing when there is none of this box. */
export async function readKeyFile(
  stick: Disk,
  device: string,
): Promise<Result<Uint8Array | undefined, DiskFault>> {
  const found = await stick.read(keyPath(device), mostBytes)
  if (!found.ok) return found.fault.kind === 'not-found' ? ok(undefined) : found
  const file = keyFileSchema.safeParse(jsonFrom(found.value)).data
  const secret = file?.device === device ? fromText(file.secret) : undefined
  return ok(secret?.length === keyBytes ? secret : undefined)
}

/** Puts a secret on a stick, and reads it back from there: a stick that lies would lock the box for good. */
export async function writeKeyFile(
  stick: Disk,
  device: string,
  secret: Uint8Array,
): Promise<Result<void, DiskFault>> {
  const written = await inOrder([
    () => stick.makeDirectory(keyFolder),
    () => stick.write(`${keyPath(device)}.new`, documentBytes({ v: 1, device, secret: toText(secret) })),
    () => stick.rename(`${keyPath(device)}.new`, keyPath(device)),
    () => stick.syncDirectory(keyFolder),
  ])
  if (!written.ok) return written
  const back = await readKeyFile(stick, device)
  if (!back.ok) return back
  const isSame = back.value !== undefined && Buffer.from(back.value).equals(secret)
  return isSame ? ok() : err({ kind: 'broken', path: keyPath(device), detail: 'reads otherwise' })
}

function keyPath(device: string): string {
  return `${keyFolder}/${device}.json`
}
