import type { DiskFault } from '../../hal/contract/disk.ts'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'

const kioskRuns = 'sedang dipakai kios yang berjalan. Hentikan kios dulu (Ctrl-C), lalu ulangi.'

/** Does work on a folder that no other process may touch meanwhile: two writers would break its chains. */
export async function withFolder(
  world: Host,
  folder: string,
  work: () => Promise<ExitCode>,
  heldWords = kioskRuns,
): Promise<ExitCode> {
  const hold = await world.holdFolder(folder)
  if (!hold.ok) {
    world.say(
      hold.fault.kind === 'held' ? `${folder} ${heldWords}` : `${folder}: ${refusalWords(hold.fault.fault)}`,
    )
    return exit.fault
  }
  const code = await work()
  hold.value.release()
  return code
}

/** Why a folder cannot be made or written, and what helps. */
export function refusalWords({ kind }: DiskFault): string {
  switch (kind) {
    case 'full':
      return 'tidak ada tempat lagi. Hapus yang tidak perlu, atau pilih folder lain.'
    case 'read-only':
      return 'tidak boleh ditulis. Buka kuncinya, atau pilih folder lain.'
    case 'broken':
    case 'gone':
      return 'tempat simpan tidak menjawab. Periksa kartu memori atau stik, lalu ulangi.'
    case 'exists':
    case 'not-found':
    case 'too-large':
      return 'tidak bisa dibuat. Pilih folder lain.'
  }
}
