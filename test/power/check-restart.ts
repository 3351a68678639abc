import { expect } from 'vitest'
import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { fingerPiece, type PieceName } from '../../firmware/core/piece-name.ts'
import { readPacket } from '../../firmware/custody/packet/packet.ts'
import { batchDirectory } from '../../firmware/custody/spool/batch-index.ts'
import { openDraft } from '../../firmware/custody/spool/draft.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import type { Kiosk } from '../../firmware/kiosk/kiosk.ts'
import { visitEntrySchema } from '../../firmware/recording/visit/visit-entry.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import type { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openTestKiosk, pupils } from '../stand/open-test-kiosk.ts'
import { standIdentity } from '../stand/spool-stand.ts'
import { photo } from '../stand/stand-parts.ts'
import { createTestStudent, type TestStudent } from '../stand/test-student.ts'
import { until } from '../stand/until.ts'
import type { ScreenPromise } from './screen-promise.ts'
import { goOn } from './willing-student.ts'

const { siti } = pupils
const recorded = 'Kamu sudah direkam'
const pictures = ['\x89PNG\r\n\x1a\n', Buffer.from(photo).toString('latin1')]
const personal = [siti.name, siti.nik, siti.nisn]
const sealedStart = 'age-encryption.org/v1\n'

/**
 * Starts a kiosk on what a cut left and lets the same student come back: it must be ready, hold what the
 * screens had promised, and go on at the next piece or say that all is recorded. The visit is then brought to its end.
 */
export async function checkRestart(disk: MemoryDisk, promise: ScreenPromise) {
  expect(readablePaths(disk)).toEqual([])
  const clock = createHandClock()
  const { kiosk } = await openTestKiosk(clock, disk)
  expect([kiosk.screen.body.kind, kiosk.stores.troubles]).toEqual(['idle', []])
  const student = createTestStudent(kiosk, clock, until)
  const { title, ticket = '' } = await student.askNumber(siti.nisn)
  if (title === recorded) {
    if (promise.code !== undefined) await checkCode(kiosk, student, promise.code)
    await checkPackets(kiosk, disk)
  } else {
    expect([ticket, promise.code]).toEqual(['A-01', undefined])
    student.tap({ type: 'start-ticket', ticket })
    const isOwner = () => kiosk.screen.choices.some(({ intent }) => intent.type === 'confirm-identity')
    await until('the question who it is', isOwner)
    const kept = await keptPieces(disk, kiosk.stores.queue.value.tickets[0]?.visitId)
    expect(promise.pieces.filter((piece) => !kept.has(piece))).toEqual([])
    await goOn(kiosk, clock, (screen) => isStage(screen, 'live', 'ink', 'finger', 'review', 'receipt'))
    expect(expectedStages(kept)).toContain(stageOf(kiosk.screen))
    await goOn(kiosk, clock, (screen) => isStage(screen, 'receipt'))
    await checkPackets(kiosk, disk)
  }
  await kiosk.stop()
}

// The names of the list are in the roster, and nowhere else.
function readablePaths(disk: MemoryDisk): readonly string[] {
  const readable = Object.entries(disk.files()).filter(([path, text]) => {
    const secrets = path.startsWith('roster/') ? pictures : [...pictures, ...personal]
    return secrets.some((secret) => text.includes(secret))
  })
  return readable.map(([path]) => path)
}

function isStage({ body }: Screen, ...kinds: readonly Screen['body']['kind'][]): boolean {
  return kinds.includes(body.kind)
}

function stageOf({ body }: Screen): string {
  return body.kind === 'finger' ? `finger ${body.current}` : body.kind
}

// The first piece that is missing. The index fingers are pressed anew: what they are compared with was in memory.
function expectedStages(kept: ReadonlySet<PieceName>): readonly string[] {
  const missing = fingerPositions.find((position) => !kept.has(fingerPiece(position)))
  if (!kept.has('face')) return ['live']
  if (!kept.has('signature')) return ['ink']
  if (missing) return [`finger ${missing}`]
  return kept.has('approval') ? ['receipt'] : ['finger 2', 'finger 7', 'review']
}

/** Every piece that the draft's journal names, whole and sealed. */
async function keptPieces(disk: MemoryDisk, visitId: string | undefined): Promise<Set<PieceName>> {
  const draft = await openDraft(disk, visitId ?? '')
  if (!draft.ok) throw new Error(`no draft: ${draft.fault.kind}`)
  const kept = new Set<PieceName>()
  for (const line of draft.value.entries) {
    const entry = visitEntrySchema.parse(line)
    if (entry.type !== 'kept') continue
    const sealed = await draft.value.read(entry.file)
    expect(sealed.ok && sha256Hex(sealed.value)).toBe(entry.sha256)
    expect(sealed.ok && isSealed(sealed.value)).toBe(true)
    kept.add(entry.piece)
  }
  return kept
}

function isSealed(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString('latin1', 0, sealedStart.length) === sealedStart
}

async function checkCode(kiosk: Kiosk, student: TestStudent, code: string): Promise<void> {
  student.tap({ type: 'go-on' })
  expect((await student.checkCode(code)).title).toBe('Rekamanmu tersimpan di kios ini')
  expect(kiosk.screen.body.kind).not.toBe('code-pad')
}

/**
 * The packets that go out: whole, under their hashes, each with ten fingers, face, both signatures and two documents.
 * A visit goes out once, even when a cut fell between its packet and the line of the journal.
 */
async function checkPackets({ stores, stamp }: Kiosk, disk: MemoryDisk): Promise<void> {
  await stores.spool.closeBatch(stamp())
  const shelf = await stores.spool.batches()
  const [batch, ...others] = shelf.ok ? shelf.value : []
  expect([batch?.seq, others]).toEqual([1, []])
  const visits = new Set<string>()
  for (const sha256 of batch?.packets ?? []) {
    const file = await disk.read(`${batchDirectory(1)}/${sha256}.packet`)
    const packet = file.ok ? readPacket(file.value, () => standIdentity.key.publicKey) : file
    if (!packet.ok) throw new Error(`no packet: ${packet.fault.kind}`)
    visits.add(packet.value.manifest.id)
    const sealed = packet.value.pieces.filter(({ bytes }) => isSealed(bytes))
    expect([packet.value.sha256, sealed.length]).toEqual([sha256, 15])
  }
  expect([visits.size, batch?.packets.length]).toEqual([1, 1])
}
