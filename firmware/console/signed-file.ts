import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { SignedDocument } from '../custody/crypto/signed-document.ts'
import type { Host } from '../kiosk/host.ts'
import { readFile, readText, writeFile } from './files.ts'

/** Reads `NAME.json` and the `NAME.sig` beside it. Whether the signature holds is not asked here. */
export async function readSigned(world: Host, path: string): Promise<Result<SignedDocument, DiskFault>> {
  const bytes = await readFile(world, path)
  if (!bytes.ok) return bytes
  const signature = await readText(world, signaturePath(path))
  return signature.ok ? ok({ bytes: bytes.value, signature: signature.value }) : signature
}

/** Replaces both files. Cut in between, the old document is left with a signature that is not its own. */
export async function writeSigned(
  world: Host,
  path: string,
  { bytes, signature }: SignedDocument,
): Promise<Result<void, DiskFault>> {
  const signed = await writeFile(world, signaturePath(path), Buffer.from(signature))
  return signed.ok ? writeFile(world, path, bytes) : signed
}

function signaturePath(path: string): string {
  return path.replace(/\.json$/, '.sig')
}
