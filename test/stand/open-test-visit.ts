import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { createMemoryLog } from '../../firmware/core/log/log.ts'
import { createFrameHub } from '../../firmware/recording/capture/frame-hub.ts'
import { createScannerConnection } from '../../firmware/recording/capture/scanner-connection.ts'
import { FaceWatch } from '../../firmware/recording/face/face-watch.ts'
import type { VisitParts } from '../../firmware/recording/runtime/visit-parts.ts'
import { VisitRunner } from '../../firmware/recording/runtime/visit-runner.ts'
import { openVisitStore, type VisitStore } from '../../firmware/recording/runtime/visit-store.ts'
import type { NewEntry } from '../../firmware/recording/visit/visit-entry.ts'
import { foldEntry, type VisitRecord } from '../../firmware/recording/visit/visit-record.ts'
import type { Stage, VisitEnd, VisitState } from '../../firmware/recording/visit/visit-state.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import { ok } from '../../hal/contract/result.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { FaceFinderTwin } from '../../sim/face/face-finder-twin.ts'
import { openStandSpool, standStamp } from './spool-stand.ts'
import { createTestCamera, createTestScanner, photo, type TestScannerOptions } from './stand-parts.ts'
import { smoothJournal, stateAt } from './visit-states.ts'

const visitId = '01890000-0000-7000-8000-000000000007'

export interface TestVisitOptions extends TestScannerOptions {
  readonly visitStore?: (visitStore: VisitStore) => VisitStore
}

/** A running visit over stand-ins at a stage, with the first lines of a smooth journal durable; seals are real. */
export async function openTestVisit(
  clock: Clock,
  stage: Stage,
  lines: number,
  options: TestVisitOptions = {},
) {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  const recipient = await identityToRecipient(await generateX25519Identity())
  const keeping = { spool, recipients: () => [recipient], stamp: () => standStamp }
  const visitStore = await openVisitStore(keeping, visitId)
  if (!visitStore.ok) throw new Error(`no visitStore: ${visitStore.fault.kind}`)
  const camera = createTestCamera()
  const faces = new FaceFinderTwin()
  const missed: string[] = []
  const scanner = createTestScanner(options)
  const states: VisitState[] = []
  const ends: VisitEnd[] = []
  const { log, events } = createMemoryLog()
  const parts: VisitParts = {
    clock,
    camera,
    faceWatch: new FaceWatch({ clock, faces, lost: (kind) => missed.push(kind), dark: () => undefined }),
    scanner: createScannerConnection(async () => ok(scanner)),
    frames: createFrameHub(),
    keeping,
    visitStore: options.visitStore?.(visitStore.value) ?? visitStore.value,
    checkBirthDate: async (digits) => (digits === '05112009' ? 'right' : 'wrong'),
    person: () => person,
    packetFacts: () => packetFacts,
    assentText: () => 'b'.repeat(64),
    callHelp: () => undefined,
    log,
  }
  const record = await keepAll(visitStore.value, smoothJournal.slice(0, lines))
  const first = { state: stateAt(stage, record), effects: [] }
  const runner = new VisitRunner(
    parts,
    first,
    (state) => states.push(state),
    (end) => ends.push(end),
  )
  const { frames } = parts
  return {
    parts,
    runner,
    disk,
    spool,
    keeping,
    camera,
    faces,
    missed,
    scanner,
    frames,
    visitStore: visitStore.value,
    record,
    states,
    ends,
    events,
  }
}

async function keepAll(visitStore: VisitStore, entries: readonly NewEntry[]): Promise<VisitRecord> {
  let record = visitStore.record
  for (const entry of entries) {
    const facts = { attempts: 1 }
    const done =
      entry.type === 'kept'
        ? await visitStore.storePiece(entry.piece, photo, facts)
        : await visitStore.append(entry)
    if (done.ok) record = foldEntry(record, done.value)
  }
  return record
}

export const person = {
  v: 1,
  pid: 'pid-7',
  nik: undefined,
  nisn: undefined,
  name: 'NOBODY',
  birthDate: '2009-11-05',
  birthPlace: undefined,
  sex: 'L',
  className: 'X A',
  consentRef: 'list-7',
} as const

export const packetFacts = {
  school: '30312345',
  software: '0',
  sensor: {
    maker: '',
    model: '',
    serial: '',
    firmware: '',
    dpi: 508,
    bitDepth: 8,
    certified: false,
  },
  camera: 'stand-in',
  attendance: 'none',
} as const
