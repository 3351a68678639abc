import type { ReceiptAnswer } from '../../firmware/custody/student-receipt/check-receipt.ts'
import { studentStatuses } from '../../firmware/custody/student-receipt/student-status.ts'
import type { StickNotice, StickTrouble } from '../../firmware/exchange/stick/stick-notice.ts'
import type { Lobby, Notice, NumberTrouble, ScanTrouble } from '../../firmware/interface/lobby/lobby.ts'
import { newQueueDay, type QueueDay, setTicket, takeTicket } from '../../firmware/school/queue/queue-day.ts'
import { scannerWords } from '../../firmware/service/diagnostics/describe-scanner.ts'
import { type Finding, problem, unseen } from '../../firmware/service/diagnostics/finding.ts'
import { questions, tasks } from '../../firmware/service/diagnostics/guide.ts'
import { everyKind } from './every-kind.ts'

interface LobbyCase {
  readonly name: string
  readonly lobby: Lobby
  readonly queue: QueueDay
}

/** A day's queue: a number waiting, and a number who left in the middle. */
export function queueOf(waiting: number, parked = 0): QueueDay {
  const pids = Array.from({ length: waiting + parked }, (_, index) => `pid-${index}`)
  const queue = pids.reduce(
    (now, pid) => takeTicket(now, { pid, className: 'XII IPA 1' }, 0).queue,
    newQueueDay('2026-11-24', 'A'),
  )
  return queue.tickets
    .slice(0, parked)
    .reduce((now, { number }) => setTicket(now, number, { state: 'parked' }), queue)
}

const troubles = everyKind<NumberTrouble>({ unknown: true })

const lobbyNotices = everyKind<Notice>({
  declined: true,
  unidentified: true,
  'not-me': true,
  'no-consent': true,
  'consent-withdrawn': true,
  'too-young': true,
  'wrong-birth-date': true,
  parked: true,
  'not-erased': true,
  recorded: true,
  'too-many-dates': true,
  'erasure-asked': true,
  'disk-full': true,
  'disk-broken': true,
  'keys-lost': true,
  revoked: true,
  outdated: true,
})

const scanTroubles = everyKind<ScanTrouble>({ 'no-number': true, 'no-camera': true })

// As long as schools and parents make them, three pages of each.
const classes = Array.from({ length: 14 }, (_, at) => `XI Ilmu Pengetahuan Sosial ${at + 1}`)
const names = classes.map((_, at) => ({ pid: `pid-${at}`, maskedName: 'MU•••••• NO•••• AL•••••••' }))
const wait = { lowMinutes: 55, highMinutes: 80 }

const device = 'rk-4f0c9a1b22'

const answers: Readonly<Record<ReceiptAnswer['kind'], readonly ReceiptAnswer[]>> = {
  received: [
    { kind: 'received', receipt: 1234 },
    { kind: 'received', receipt: 1234, device },
    ...studentStatuses.map((status): ReceiptAnswer => ({ kind: 'received', receipt: 1234, device, status })),
  ],
  waiting: [{ kind: 'waiting' }, { kind: 'waiting', batch: 123 }],
  refused: [{ kind: 'refused' }, { kind: 'refused', device }],
  elsewhere: [{ kind: 'elsewhere', device }],
  lost: [{ kind: 'lost' }],
  'unknown-kiosk': [{ kind: 'unknown-kiosk', device }],
  forged: [{ kind: 'forged' }],
  'unknown-code': [{ kind: 'unknown-code' }],
  mistyped: [{ kind: 'mistyped' }],
}

// The longest cause and remedy there are, and what a healthy box shows.
const faults: readonly Finding[] = [
  problem('scanner', 'scanner-garbled', 0, scannerWords({ kind: 'garbled', damage: 'odd-size', bytes: 0 })),
  problem('link', 'link-none'),
  unseen('help-button', ''),
]
const line = 'REKAM RK-4F0C9A1B22 20261124T0900 31A2BC 31A2BC'

const enrolment = `{"device":"${device}","publicKey":"${'A'.repeat(43)}=","recipient":"age1${'q'.repeat(58)}"}`

const doctors: readonly Lobby[] = [
  { type: 'doctor', step: 'working' },
  ...questions.map((question): Lobby => ({ type: 'doctor', step: 'ask', question })),
  ...tasks.map((task): Lobby => ({ type: 'doctor', step: 'task', task })),
  ...[0, 1, 2].map((page): Lobby => ({ type: 'doctor', step: 'result', findings: faults, line, page })),
  { type: 'doctor', step: 'result', findings: [], line, page: 0 },
]

const lobbies: Readonly<Record<Exclude<Lobby['type'], 'idle'>, readonly Lobby[]>> = {
  number: [{ type: 'number' }, ...troubles.map((trouble): Lobby => ({ type: 'number', trouble }))],
  scan: (['number', 'receipt'] as const).flatMap((wanted): Lobby[] => [
    { type: 'scan', wanted },
    ...scanTroubles.map((trouble): Lobby => ({ type: 'scan', wanted, trouble })),
  ]),
  'birth-date': [{ type: 'birth-date' }, { type: 'birth-date', trouble: 'wrong' }],
  enrolment: [{ type: 'enrolment', text: enrolment }],
  doctor: doctors,
  class: [
    { type: 'class', classes, page: 0 },
    { type: 'class', classes, page: 1 },
  ],
  name: [
    { type: 'name', names: [], page: 0 },
    { type: 'name', names, page: 0 },
    { type: 'name', names, page: 1 },
  ],
  pin: [{ type: 'pin' }, { type: 'pin', trouble: 'wrong' }, { type: 'pin', trouble: 'later' }],
  'new-pin': [
    { type: 'new-pin', step: 'choose' },
    { type: 'new-pin', step: 'choose', trouble: 'differs' },
    { type: 'new-pin', step: 'repeat' },
  ],
  // The longest names of a day and a month.
  date: [{ type: 'date', day: '2026-09-30' }],
  'enter-date': [{ type: 'enter-date' }, { type: 'enter-date', trouble: 'wrong' }],
  attendant: [
    { type: 'attendant', isAnyShutOut: true, conflicts: 2 },
    { type: 'attendant' },
    { type: 'attendant', conflicts: 2 },
  ],
  'call-class': [{ type: 'call-class', classes, page: 1 }],
  'put-first': [{ type: 'put-first', page: 0 }],
  ticket: [
    { type: 'ticket', number: 'A-07', ahead: 0 },
    { type: 'ticket', number: 'A-107', ahead: 12, wait },
    {
      type: 'ticket',
      number: 'A-107',
      ahead: 12,
      wait,
      pageUrl: 'http://192.168.1.20:8081/antre?nomor=A-107',
    },
  ],
  called: [
    { type: 'called', number: 'A-107' },
    { type: 'called', number: 'A-108', sentBack: 'A-107' },
  ],
  notice: [
    ...lobbyNotices.map((why): Lobby => ({ type: 'notice', why })),
    { type: 'notice', why: 'too-young', from: '2026-09-30' },
  ],
  code: [{ type: 'code' }, { type: 'code', mistyped: true }],
  answer: Object.values(answers)
    .flat()
    .map((answer): Lobby => ({ type: 'answer', answer })),
}

/** Every state of the lobby; the first screen with nobody, one, and many in line. */
export function everyLobby(): readonly LobbyCase[] {
  const idle = [queueOf(0), queueOf(1), queueOf(8, 2)].map((queue) => ({
    name: `idle, ${queue.tickets.length} tickets`,
    lobby: { type: 'idle' } as const,
    queue,
  }))
  const others = Object.values(lobbies)
    .flat()
    .map((lobby) => ({ name: nameOf(lobby), lobby, queue: queueOf(3) }))
  return [...idle, ...others]
}

function nameOf(lobby: Lobby): string {
  const facts = lobby.type === 'answer' ? { at: lobby.type, ...lobby.answer } : lobby
  return Object.values(facts)
    .map((fact) => (Array.isArray(fact) ? fact.length : fact))
    .join(' ')
}

const causes = everyKind<StickTrouble>({
  full: true,
  'read-only': true,
  broken: true,
  'unknown-file-system': true,
  unreadable: true,
  pulled: true,
  'not-released': true,
  'refused-files': true,
  'too-many-files': true,
  'kiosk-disk': true,
})

const notices: Readonly<Record<StickNotice['kind'], readonly StickNotice[]>> = {
  reading: [{ kind: 'reading' }],
  copying: [{ kind: 'copying', done: 12, total: 120 }],
  checking: [{ kind: 'checking' }],
  safe: [{ kind: 'safe', carried: 12, receipts: 12 }],
  trouble: causes.map((cause) => ({ kind: 'trouble', cause, carried: 12, left: 12 })),
}

/** Everything that can be said of a stick. */
export function everyNotice(): readonly StickNotice[] {
  return Object.values(notices).flat()
}
