import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { DeviceIdentity } from '../crypto/device-identity.ts'
import type { Journal, JournalFault } from '../journal/journal.ts'
import { openOrRecoverJournal } from '../journal/open-or-recover-journal.ts'
import { listPackets, readIndexedBatch } from './batch-index.ts'
import { closeBatch } from './close-batch.ts'
import { JournalIndex } from './journal-index.ts'
import { reconcileJournal } from './reconcile-journal.ts'
import { repairManifests } from './repair-manifests.ts'
import type { Spool } from './spool.ts'
import { readSpoolIndex, type SpoolIndex } from './spool-index.ts'

const directories = ['new', 'batch', 'done', 'draft', 'rejected'].map((name) => `spool/${name}`)

/**
 * Opens the spool in whatever state it was left, and rebuilds what is damaged. Reads the journal, the names of
 * what waits and the manifests of waiting batches; packets are not opened.
 */
export async function openSpool(disk: Disk, identity: DeviceIdentity): Promise<Result<Spool, JournalFault>> {
  const made = await inOrder([...directories, 'receipt'].map((path) => () => disk.makeDirectory(path)))
  if (!made.ok) return made
  const opened = await openOrRecoverJournal(disk, 'spool/journal.jsonl')
  if (!opened.ok) return opened
  const { journal, rebuilt } = opened.value
  const index = await readSpoolIndex(disk, identity.device)
  if (!index.ok) return index
  const spool = createSpool(disk, journal, rebuilt, index.value, identity)
  const adopted = await reconcileJournal(spool)
  if (!adopted.ok) return adopted
  const mended = await repairManifests(spool)
  return mended.ok ? ok(spool) : mended
}

function createSpool(
  disk: Disk,
  journal: Journal,
  rebuilt: boolean,
  index: SpoolIndex,
  identity: DeviceIdentity,
): Spool {
  let last: Promise<unknown> = Promise.resolve()
  const spool: Spool = {
    disk,
    journal,
    rebuilt,
    facts: new JournalIndex(journal.entries),
    index,
    identity,
    addPacket: (sha256, visitId, bytes) => addPacket(spool, sha256, visitId, bytes),
    openPackets: async () => ok([...index.open].sort()),
    closeBatch: (stamp) => spool.inTurn(() => closeBatch(spool, stamp)),
    async batches() {
      await readAgain(disk, index)
      return ok([...index.batches.values()])
    },
    inTurn(work) {
      const done = last.then(work)
      last = done
      return done
    },
  }
  return spool
}

// A batch that the medium did not give at the start is known as soon as it does.
async function readAgain(disk: Disk, index: SpoolIndex): Promise<void> {
  for (const { seq } of [...index.batches.values()].filter(({ unreadable }) => unreadable)) {
    const again = await readIndexedBatch(disk, seq, 'spool/batch')
    if (again.ok && !again.value.unreadable) index.batches.set(seq, again.value)
  }
}

async function addPacket(
  { disk, journal, index }: Spool,
  sha256: string,
  visit: string,
  bytes: Uint8Array,
): Promise<Result<void, DiskFault>> {
  const named = await inOrder([
    () => disk.write(`spool/new/${sha256}.part`, bytes),
    () => disk.rename(`spool/new/${sha256}.part`, `spool/new/${sha256}.packet`),
    () => disk.syncDirectory('spool/new'),
  ])
  if (!named.ok) return named
  const noted = await journal.append({ op: 'packet', sha256, visit, bytes: bytes.length })
  if (noted.ok) index.open.add(sha256)
  return noted
}

/** Hashes of packets in no batch yet. Only looks. */
export async function listOpenPackets(disk: Disk): Promise<Result<readonly string[], DiskFault>> {
  const listed = await listPackets(disk, 'spool/new')
  return listed.ok ? ok(listed.value.map(({ sha256 }) => sha256)) : listed
}
