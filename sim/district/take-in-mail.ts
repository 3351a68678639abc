import { sha256Hex } from '../../firmware/core/hash.ts'
import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import { type BatchOutcome, intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'

/**
 * Takes in all that lies in the mail room. A manifest or signature that can never be taken in, because it was spoiled
 * on its way or a stranger sent it, would keep its place from the true one for ever: both files are put aside, so
 * that the next `hello` does not name the batch and the kiosk sends it once more. Nothing is deleted.
 */
export async function takeInMail(
  desk: IntakeContext,
  mail: Disk,
  report?: (outcome: BatchOutcome) => void,
): Promise<void> {
  // Packets on their way are told by nobody: their manifest comes last.
  const outcome = (one: BatchOutcome) => {
    if (one.result.ok || one.result.fault.kind !== 'no-manifest') report?.(one)
  }
  const taken = await intakeFolder(desk, mail, { outcome })
  for (const outcome of taken.ok ? taken.value : [])
    if (await blocksPlace(mail, outcome)) await putAside(mail, outcome.place)
}

async function blocksPlace(mail: Disk, { place, result }: BatchOutcome): Promise<boolean> {
  const [, device, seq, hash] = /^(rk-[0-9a-f]{10})\/([1-9]\d*)(?:-([0-9a-f]{16}))?$/.exec(place) ?? []
  if (device === undefined) return false
  // A true batch of another kiosk, or an older one.
  if (result.ok) return result.value.receipt.device !== device || String(result.value.receipt.seq) !== seq
  switch (result.fault.kind) {
    case 'malformed':
    case 'bad-signature':
    case 'wrong-root':
    case 'too-large':
    case 'empty-manifest':
      return true
    case 'unknown-device':
    case 'unknown-algorithm':
    case 'unknown-version':
    case 'revoked-device':
    case 'missing-signature':
    case 'missing-packets':
    case 'gap':
    case 'fork': {
      // True mail may come to count later; mail that is not what it was announced as never does.
      const manifest = await mail.read(`${place}/batch.json`)
      return manifest.ok && hash !== undefined && !sha256Hex(manifest.value).startsWith(hash)
    }
    case 'not-found':
    case 'exists':
    case 'full':
    case 'read-only':
    case 'broken':
    case 'gone':
    case 'no-manifest':
      return false
  }
}

async function putAside(mail: Disk, place: string): Promise<void> {
  // The manifest first: by it the place counts as taken.
  for (const name of ['batch.json', 'batch.sig']) {
    const file = await mail.read(`${place}/${name}`)
    if (!file.ok) continue
    // The same again finds the same name.
    const aside = `${place}/${name}.aside-${sha256Hex(file.value).slice(0, 16)}`
    await inOrder([() => mail.rename(`${place}/${name}`, aside), () => mail.syncDirectory(place)])
  }
}
