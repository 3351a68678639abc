import type { Disk } from '../../../hal/contract/disk.ts'
import { damagedFolder } from '../../custody/journal/open-or-recover-journal.ts'
import { readSpoolHistory } from '../../custody/spool/batch-history.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem } from './finding.ts'

/** A school may choose comfort over secrecy; it must know the price. */
const openWords =
  'Daftar siswa tidak terkunci: pencuri kartu membaca nama, NIK, NISN dan tanggal lahir (rekam provision --unlock stick)'

/** Where damaged files wait for a technician. */
const folders = ['state/damaged', 'roster/damaged', damagedFolder]

/** Files that the card has lost or will not give any more. Only looks. */
export async function checkKept({ disk, site }: DeviceUnderTest): Promise<Finding> {
  const told = await readSpoolHistory(disk)
  if (!told.ok) return problem('kept', 'kept-journal')
  if (site === 'unreadable') return problem('kept', 'site-unreadable')
  if (site !== 'none' && site.lostKeyList !== undefined) return problem('kept', 'kept-keys', site.lostKeyList)
  const aside = (await Promise.all(folders.map((folder) => countIn(disk, folder)))).filter(
    ({ files }) => files > 0,
  )
  if (aside.length > 0) {
    const places = aside.map(({ folder, files }) => `${files} di ${folder}`).join(', ')
    const words = `Berkas rusak disisihkan: ${places}. Salin untuk teknisi, lalu kosongkan foldernya.`
    const files = aside.reduce((sum, one) => sum + one.files, 0)
    return problem('kept', 'kept-damaged', files, words)
  }
  const waiting = told.value.batches.filter(({ state }) => state === 'waiting').length
  const batches = `${told.value.batches.length} kumpulan, ${waiting} menunggu`
  return good('kept', site === 'none' || site.isLocked ? batches : `${batches}. ${openWords}`)
}

async function countIn(
  disk: Disk,
  folder: string,
): Promise<{ readonly folder: string; readonly files: number }> {
  const listed = await disk.list(folder)
  return { folder, files: listed.ok ? listed.value.length : 0 }
}
