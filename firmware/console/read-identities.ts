import { err, ok, type Result } from '../../hal/contract/result.ts'
import { isIdentity } from '../custody/crypto/age-file.ts'
import type { Host } from '../kiosk/host.ts'
import { readText } from './files.ts'

/** The age identities in files as `age-keygen` writes them, comments and all; or what is wrong, in words. */
export async function readIdentities(
  world: Host,
  paths: readonly string[],
): Promise<Result<readonly string[], string>> {
  const identities: string[] = []
  for (const path of paths) {
    const file = await readText(world, path)
    if (!file.ok) return err(`${path}: tidak terbaca (${file.fault.kind}).`)
    const lines = file.value.split('\n').map((line) => line.trim())
    const secrets = lines.filter((line) => line !== '' && !line.startsWith('#'))
    if (secrets.length === 0 || !secrets.every(isIdentity)) return err(`${path}: bukan identitas age.`)
    identities.push(...secrets)
  }
  return ok(identities)
}
