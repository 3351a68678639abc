import { join } from 'node:path'
import { createSeededRandom, type SeededRandom } from '../../sim/random/seeded-random.ts'
import { startDesk } from '../flow/desk-process.ts'
import { openPanelClient, type PanelClient } from '../flow/panel-client.ts'
import { approve, giveAssentPhotoSignature, identify } from '../flow/record-student.ts'
import { checkKioskFiles } from './check-kiosk-files.ts'
import { checkKioskStart } from './check-kiosk-start.ts'
import { type CutImage, openExt4Image } from './ext4-image.ts'
import { nothingPromised, type PanelPromise, promisedBy } from './screen-promise.ts'

/** The findings over all cuts of a kiosk that ran on a real ext4. */
export interface SnapshotReport {
  readonly cuts: number
  /** Cuts in the middle of a visit of which at least one piece had been called kept. */
  readonly midVisit: number
  /** Pieces and receipts that had been promised, over all cuts. */
  readonly promised: number
  /** Broken promises, in words. */
  readonly broken: readonly string[]
}

interface Snapshot {
  readonly image: CutImage
  readonly promise: PanelPromise
}

const pupils = [
  { nisn: '0091234567', birth: '05112009' },
  { nisn: '0101234568', birth: '12032010' },
] as const

/** How a kiosk is cut. */
export interface KioskDay {
  /** One or two. */
  readonly students: number
  /** The last of them when all are recorded. */
  readonly cuts: number
}

/** Records students with `rekam run` on an ext4 image, day after day, and cuts it at random moments. */
export async function cutKiosk(cuts: number, day: KioskDay, seed: number): Promise<SnapshotReport> {
  const random = createSeededRandom(seed)
  const broken: string[] = []
  let [done, midVisit, promised] = [0, 0, 0]
  while (done < cuts) {
    using image = openExt4Image(320)
    const snapshots = await recordDay(image, { ...day, cuts: Math.min(day.cuts, cuts - done) }, random)
    for (const { image: left, promise } of snapshots) {
      done += 1
      const { visit, codes } = promise
      if (visit.pieces.length > 0) midVisit += 1
      promised += visit.pieces.length + codes.length
      broken.push(
        ...(await left.look((folder) => brokenPromises(join(folder, 'data'), promise, `cut ${done}`))),
      )
    }
  }
  return { cuts: done, midVisit, promised, broken }
}

async function recordDay(
  image: ReturnType<typeof openExt4Image>,
  { cuts, students }: KioskDay,
  random: SeededRandom,
): Promise<Snapshot[]> {
  const desk = await startDesk(join(image.folder, 'data'))
  const panel = await openPanelClient(desk.url)
  const codes: string[] = []
  const snapshots: Snapshot[] = []
  const cut = () => {
    desk.child.kill('SIGSTOP')
    const promise = { visit: promisedBy(nothingPromised, panel.screen), codes: [...codes] }
    snapshots.push({ image: image.cut(), promise })
    desk.child.kill('SIGCONT')
  }
  let recording = true
  const day = recordAll(panel, codes, students).finally(() => {
    recording = false
  })
  // When cutting fails first, that is reported.
  day.catch(() => undefined)
  try {
    while (recording && snapshots.length < cuts - 1) {
      await pause(random.between(0, (2 * usualVisitMs * students) / cuts))
      if (recording) cut()
    }
    await day
    cut()
  } finally {
    panel.close()
    await desk.kill()
  }
  return snapshots
}

// Where it takes longer, the last moments of a day are cut less often.
const usualVisitMs = 9_000

async function recordAll(panel: PanelClient, codes: string[], students: number): Promise<void> {
  for (const { nisn, birth } of pupils.slice(0, students)) {
    await identify(panel, nisn, birth)
    await giveAssentPhotoSignature(panel)
    codes.push(await approve(panel))
  }
}

async function brokenPromises(data: string, promise: PanelPromise, when: string): Promise<string[]> {
  const found = await checkKioskFiles(data, promise)
  const started = await checkKioskStart(data, promise).catch((cause: unknown) => [String(cause)])
  return [...found, ...started].map((what) => `${when}: ${what}`)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
