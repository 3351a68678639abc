import type { Disk } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { mebibyte } from '../../core/names.ts'
import { readBatch, type SignedBatch } from '../../custody/chain/batch.ts'
import { ed25519 } from '../../custody/crypto/public-key.ts'
import type { IntakeContext } from './intake-context.ts'
import type { IntakeFault, ReceivedBatch } from './intake-types.ts'

// 10,000 packets of at most 110 bytes a line.
export const largestManifestBytes = 2 * mebibyte
const largestSignatureBytes = 1_024

/** Reads a batch's two files and checks that a kiosk signed them which may still send. */
export async function openBatch(
  context: IntakeContext,
  disk: Disk,
  { manifest, signature }: ReceivedBatch,
): Promise<Result<SignedBatch, IntakeFault>> {
  if (manifest.bytes === 0) return err({ kind: 'empty-manifest' })
  if (!signature) return err({ kind: 'missing-signature' })
  if (manifest.bytes > largestManifestBytes || signature.bytes > largestSignatureBytes) {
    return err({ kind: 'too-large' })
  }
  const bytes = await disk.read(manifest.path, largestManifestBytes)
  if (!bytes.ok) return bytes
  const signed = await disk.read(signature.path, largestSignatureBytes)
  if (!signed.ok) return signed
  const text = Buffer.from(signed.value).toString('latin1')
  let asked = ''
  const read = readBatch(bytes.value, text, (device) => {
    asked = device
    return context.devices.get(device)?.publicKey
  })
  const known = context.devices.get(asked)
  if (asked !== '' && !known) return err({ kind: 'unknown-device' })
  if (known && known.alg !== ed25519) return err({ kind: 'unknown-algorithm' })
  if (!read.ok) return read
  const { device, seq } = read.value
  if (known?.lastSeq !== undefined && seq > known.lastSeq) return err({ kind: 'revoked-device', device, seq })
  return ok({ manifest: read.value, bytes: bytes.value, signature: text })
}
