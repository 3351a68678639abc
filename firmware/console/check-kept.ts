import type { Disk } from '../../hal/contract/disk.ts'
import { keyListInForce } from '../kiosk/key-list-in-force.ts'
import { tellSpool } from '../spool/batch-story.ts'
import { damagedFolder } from '../spool/open-sound-journal.ts'
import type { Finding } from './finding.ts'
import { keysLostWords } from './list-fault-words.ts'
import { openSite } from './open-site.ts'
import { brokenJournalWords } from './story-words.ts'

/** Where damaged files wait for a technician. */
const folders = ['state/damaged', 'roster/damaged', damagedFolder]

/** What the card has lost or will not give any more. Only looks. */
export async function checkKept(disk: Disk): Promise<Finding> {
  const part = 'kept'
  const told = await tellSpool(disk)
  if (!told.ok)
    return {
      part,
      state: 'fault',
      words: 'Catatan spool rusak. Jalankan kios sekali: ia memperbaikinya sendiri.',
    }
  const site = await openSite(disk)
  const keyList = site.ok && site.value ? await keyListInForce(disk, site.value) : undefined
  const lost = keyList?.ok ? keyList.value.lost : undefined
  if (lost !== undefined) return { part, state: 'fault', words: keysLostWords(lost) }
  const aside = (await Promise.all(folders.map((folder) => countIn(disk, folder)))).filter(
    ({ files }) => files > 0,
  )
  if (aside.length > 0) {
    const places = aside.map(({ folder, files }) => `${files} di ${folder}`).join(', ')
    const words = `Berkas rusak disisihkan: ${places}. Salin untuk teknisi, lalu kosongkan foldernya.`
    return { part, state: 'fault', words }
  }
  const waiting = told.value.batches.filter(({ state }) => state === 'waiting').length
  return { part, state: 'good', words: `${told.value.batches.length} kumpulan, ${waiting} menunggu` }
}

async function countIn(
  disk: Disk,
  folder: string,
): Promise<{ readonly folder: string; readonly files: number }> {
  const listed = await disk.list(folder)
  return { folder, files: listed.ok ? listed.value.length : 0 }
}
