import { err, ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../core/hash.ts'
import { checkedFact } from '../core/log/event-field.ts'
import { uuid7 } from '../core/uuid.ts'
import { messages } from '../interface/messages/messages.ts'
import type { Language } from '../interface/model/settings.ts'
import type { FrameHub } from '../recording/capture/frame-hub.ts'
import type { ScannerConnection } from '../recording/capture/scanner-connection.ts'
import type { FaceWatch } from '../recording/face/face-watch.ts'
import type { PacketFacts, PersonDocument } from '../recording/runtime/close-visit.ts'
import { type VisitEnded, VisitRunner } from '../recording/runtime/visit-runner.ts'
import { openVisitStore } from '../recording/runtime/visit-store.ts'
import { openVisit } from '../recording/visit/step-visit.ts'
import { setTicket, type Ticket } from '../school/queue/queue-day.ts'
import type { BirthDateGuard } from '../school/roster/birth-date-guard.ts'
import { eligibility } from '../school/roster/eligibility.ts'
import { factsOf, type Student } from '../school/roster/student.ts'
import type { Site } from '../service/provisioning/site.ts'
import type { ActiveVisit } from './active-visit.ts'
import type { KioskParts } from './kiosk-parts.ts'
import type { KioskStores } from './kiosk-stores.ts'

/** The part of a kiosk that a visit needs. */
export interface VisitContext {
  readonly parts: KioskParts
  readonly site: Site
  readonly stores: KioskStores
  readonly frames: FrameHub
  readonly scanner: ScannerConnection
  readonly faceWatch: FaceWatch
  readonly birthDates: BirthDateGuard
  readonly language: Language
  today(): string
  callHelp(): void
}

/**
 * Opens the visit of a ticket, new or parked. The first journal line and the ticket's mark are durable
 * before anything is shown, so that a disk that refuses is met before the student starts.
 */
export async function beginVisit(
  kiosk: VisitContext,
  ticket: Ticket,
  student: Student,
  isOwnerHere: boolean,
  changed: () => void,
  ended: VisitEnded,
): Promise<Result<ActiveVisit, string>> {
  const { parts, stores } = kiosk
  const { stamp } = stores
  const visitId = ticket.visitId ?? uuid7(parts.clock.wallMs(), parts.entropy.bytes(10))
  const keeping = { spool: stores.spool, recipients: () => stores.keys.list.recipients, stamp }
  const visitStore = await openVisitStore(keeping, visitId)
  if (!visitStore.ok) return err(visitStore.fault.kind)
  for (const piece of visitStore.value.lost)
    parts.log('piece-damaged', { visit: checkedFact('visit', visitId), piece: checkedFact('file', piece) })
  const begun = visitStore.value.draft.entries.length > 0
  const entry = begun
    ? ({ type: 'resumed' } as const)
    : ({ type: 'opened', pid: student.pid, ticket: ticket.number } as const)
  const noted = await visitStore.value.append(entry)
  if (!noted.ok) return err(noted.fault.kind)
  const saved = await stores.queue.update((queue) =>
    setTicket(queue, ticket.number, { state: 'serving', visitId }),
  )
  if (!saved.ok) return err(saved.fault.kind)
  const facts = {
    consent: student.consentRef !== undefined,
    oldEnough: eligibility(student.birthDate.reveal(), student.married, kiosk.today()) !== 'too-young',
    ...(visitStore.value.record.assented &&
      kiosk.site.attendantPin !== undefined && { erasureNeedsStaff: true as const }),
  }
  const runner = new VisitRunner(
    {
      clock: parts.clock,
      camera: parts.camera,
      faceWatch: kiosk.faceWatch,
      scanner: kiosk.scanner,
      frames: kiosk.frames,
      keeping,
      visitStore: visitStore.value,
      checkBirthDate: (digits) => kiosk.birthDates.check(student, digits),
      person: () => personOf(student),
      packetFacts: () => packetFacts(kiosk),
      assentText: () => sha256Hex(messages(kiosk.language).assent.lines.join('\n')),
      callHelp: () => kiosk.callHelp(),
      log: parts.log,
    },
    openVisit(ticket.number, facts, visitStore.value.record, isOwnerHere),
    changed,
    ended,
  )
  const pictureToken = Buffer.from(parts.entropy.bytes(16)).toString('hex')
  return ok({ runner, student, number: ticket.number, pictureToken })
}

function personOf(student: Student): PersonDocument {
  const person = factsOf(student)
  return { v: 1, ...person, consentRef: person.consentRef ?? '' }
}

function packetFacts(kiosk: VisitContext): PacketFacts {
  const scanner = kiosk.scanner.current?.identity
  return {
    school: kiosk.site.school,
    software: kiosk.parts.software,
    sensor: {
      maker: scanner?.maker ?? '',
      model: scanner?.model ?? '',
      serial: scanner?.serial ?? '',
      firmware: scanner?.firmware ?? '',
      dpi: scanner?.dpi ?? 0,
      bitDepth: scanner?.bitDepth ?? 8,
      certified: scanner?.certified ?? false,
    },
    camera: kiosk.parts.camera.model,
    attendance: kiosk.site.attendance,
    zone: kiosk.site.zone,
  }
}
