import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { eraseDraft } from '../custody/spool/erase-draft.ts'
import type { AttendantContext } from '../interface/lobby/attendant-controller.ts'
import type { DiagnosticsContext } from '../interface/lobby/diagnostics-controller.ts'
import type { OutOfService } from '../interface/lobby/lobby.ts'
import type { LobbyContext, LobbyHooks } from '../interface/lobby/lobby-context.ts'
import { LobbyController } from '../interface/lobby/lobby-controller.ts'
import type { ReceiptLookup } from '../interface/lobby/receipt-lookup.ts'
import { scanCode } from '../interface/lobby/scan-code.ts'
import type { FrameHub } from '../recording/capture/frame-hub.ts'
import type { ScannerConnection } from '../recording/capture/scanner-connection.ts'
import { setTicket } from '../school/queue/queue-day.ts'
import type { BirthDateGuard } from '../school/roster/birth-date-guard.ts'
import { enrolmentHere } from '../service/provisioning/enrolment-here.ts'
import { PinGuard } from '../service/provisioning/pin-guard.ts'
import type { Site } from '../service/provisioning/site.ts'
import { beginServiceDay } from './begin-service-day.ts'
import type { KioskParts } from './kiosk-parts.ts'
import type { KioskStores } from './kiosk-stores.ts'
import { whyNotKeeping, whyNotRecording } from './why-not-recording.ts'

interface KioskContext {
  readonly parts: KioskParts
  readonly site: Site
  readonly identity: DeviceIdentity
  readonly stores: KioskStores
  readonly frames: FrameHub
  readonly scanner: ScannerConnection
  readonly receipts: ReceiptLookup
  readonly birthDates: BirthDateGuard
  readonly nowMs: () => number
  readonly today: () => string
}

/** The lobby of a kiosk; each of its controllers is handed what it needs and nothing else. */
export function openLobby(around: KioskContext, hooks: LobbyHooks): LobbyController {
  return new LobbyController(
    lobbyContext(around),
    hooks,
    attendantContext(around),
    diagnosticsContext(around),
  )
}

function lobbyContext(around: KioskContext): LobbyContext {
  const { parts, site, stores, frames, receipts, birthDates, nowMs, today } = around
  const { clock, log, camera, codes } = parts
  const { queue, roster } = stores
  const { schoolPage } = site
  return {
    clock,
    log,
    queue,
    roster,
    receipts,
    birthDates,
    schoolPage,
    nowMs,
    today,
    scan: (signal, strange) => scanCode({ camera, codes, clock, frames }, signal, strange),
    whyNot: () => whyNot(around),
    beginDay: () => beginDay(around),
  }
}

function beginDay({ parts, site, stores, today }: KioskContext): Promise<void> {
  const { queue, spool, stamp, time } = stores
  const vouchedBy = () => time.vouchedBy()
  const { abandonedAfterDays } = site
  return beginServiceDay(today(), { spool, queue, stamp, vouchedBy, log: parts.log, abandonedAfterDays })
}

// The reason is journaled before a piece goes; cut in between, the next start goes on.
async function eraseParked({ parts, stores }: KioskContext, number: string): Promise<boolean> {
  const { queue, spool } = stores
  const ticket = queue.value.tickets.find((one) => one.number === number)
  if (ticket?.state !== 'parked' || !ticket.wantsErasure || ticket.visitId === undefined) return false
  const erased = await eraseDraft(spool, ticket.visitId, 'declined')
  if (!erased.ok) return false
  parts.log('visit-ended', { kind: 'erased', reason: 'declined' })
  await queue.follow((now) => setTicket(now, number, { state: 'done' }))
  return true
}

// The hour stays what the kiosk takes it for: only the day is asked.
async function vouchForDay(around: KioskContext, day: string): Promise<boolean> {
  const { parts, stores, nowMs, today } = around
  const days = Date.parse(day) - Date.parse(today())
  const isTaken = stores.time.onAttendantTime(nowMs() + days)
  parts.log('day-vouched-for', { kind: isTaken ? 'taken' : 'refused' })
  if (isTaken) await beginDay(around)
  return isTaken
}

function whyNot({ parts, site, identity, stores }: KioskContext): OutOfService | undefined {
  const said = whyNotRecording(stores.keys.list, identity.device, parts.software)
  if (said !== undefined || stores.keys.lost !== undefined) return said ?? 'keys-lost'
  return whyNotKeeping(parts.facts, site.reserveMegabytes)
}

function attendantContext(around: KioskContext): AttendantContext {
  const { parts, site, identity, stores, birthDates, nowMs, today } = around
  return {
    clock: parts.clock,
    log: parts.log,
    roster: stores.roster,
    nowMs,
    birthDates,
    guard: new PinGuard(stores.attendant, site, parts.clock.monotonicMs()),
    today,
    vouchForDay: (day) => vouchForDay(around, day),
    eraseParked: (ticket) => eraseParked(around, ticket),
    enrolment: () => enrolmentHere(parts.disk, identity, site.school, site.replaces),
  }
}

function diagnosticsContext({
  parts,
  site,
  identity,
  stores,
  scanner,
  nowMs,
  today,
}: KioskContext): DiagnosticsContext {
  return {
    log: parts.log,
    software: parts.software,
    device: identity.device,
    nowMs,
    closeScanner: () => scanner.close(),
    deviceUnderTest: () => {
      const { day, usedBytes } = stores.sender.value
      return {
        ...parts,
        site: {
          provisionedMs: site.provisionedMs,
          zone: site.zone,
          isLocked: site.unlock.length > 0,
          policy: site.link,
          registryUrl: site.registryUrl,
          usedBytes: day === today() ? usedBytes : 0,
          device: identity.device,
          receiptKeys: () => stores.keys.receiptKeys,
          lostKeyList: stores.keys.lost,
        },
      }
    },
  }
}
