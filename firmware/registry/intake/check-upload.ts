import type { Result } from '../../../hal/contract/result.ts'
import { readUpload, type Upload, type UploadFault } from '../../custody/chain/upload.ts'
import type { IntakeContext } from './intake-context.ts'

/** The announcement of an upload by an enrolled kiosk; only for that a place may be kept. `bytes` is the length that tus says. */
export function checkUpload(
  { devices }: Pick<IntakeContext, 'devices'>,
  metadata: Readonly<Record<string, string | null>>,
  bytes: number,
): Result<Upload, UploadFault> {
  return readUpload(metadata, bytes, (device) => devices.get(device)?.publicKey)
}
