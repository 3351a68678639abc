import { describe, expect, test } from 'vitest'
import type { StickNotice } from '../../exchange/stick/stick-notice.ts'
import { newQueueDay, type QueueDay, setTicket, takeTicket } from '../../school/queue/queue-day.ts'
import type { Lobby, Notice } from '../lobby/lobby.ts'
import type { Language } from '../model/settings.ts'
import { type LobbyView, lobbyScreen } from './lobby-screen.ts'

const view = (stick?: StickNotice): LobbyView => ({ language: 'id', stick, hasStaffMenu: true })
const queueOf = (count: number): QueueDay => {
  const pids = Array.from({ length: count }, (_, index) => `pid-${index}`)
  return pids.reduce(
    (queue, pid) => takeTicket(queue, { pid, className: 'XII-1' }, 0).queue,
    newQueueDay('2026-11-24', 'A'),
  )
}
const parked = (queue: QueueDay, ...numbers: readonly string[]) =>
  numbers.reduce((now, number) => setTicket(now, number, { state: 'parked' }), queue)
const starts = (queue: QueueDay) =>
  lobbyScreen({ type: 'idle' }, queue, view()).choices.flatMap(({ intent }) =>
    intent.type === 'start-ticket' ? [intent.ticket] : [],
  )

const notices: readonly Notice[] = [
  'declined',
  'unidentified',
  'not-me',
  'no-consent',
  'consent-withdrawn',
  'too-young',
  'wrong-birth-date',
  'parked',
  'not-erased',
  'recorded',
  'too-many-dates',
  'erasure-asked',
  'disk-full',
  'keys-lost',
  'disk-broken',
  'revoked',
  'outdated',
]
const lobbies: readonly Lobby[] = [
  { type: 'idle' },
  { type: 'number' },
  { type: 'number', trouble: 'unknown' },
  { type: 'birth-date' },
  { type: 'birth-date', trouble: 'wrong' },
  { type: 'ticket', number: 'A-01', ahead: 0 },
  { type: 'ticket', number: 'A-09', ahead: 8 },
  { type: 'ticket', number: 'A-09', ahead: 8, wait: { lowMinutes: 35, highMinutes: 60 } },
  { type: 'scan', wanted: 'number' },
  { type: 'scan', wanted: 'number', trouble: 'no-number' },
  { type: 'scan', wanted: 'receipt', trouble: 'no-camera' },
  { type: 'class', classes: [], page: 0 },
  { type: 'class', classes: ['XII IPA 1', 'XII IPA 2'], page: 0 },
  { type: 'name', names: [], page: 0 },
  { type: 'name', names: [{ pid: 'pid-1', maskedName: 'SI•• AM••••' }], page: 0 },
  { type: 'pin' },
  { type: 'pin', trouble: 'wrong' },
  { type: 'pin', trouble: 'later' },
  { type: 'attendant' },
  { type: 'call-class', classes: ['XII IPA 1'], page: 0 },
  { type: 'put-first', page: 0 },
  { type: 'called', number: 'A-01' },
  { type: 'called', number: 'A-02', sentBack: 'A-01' },
  { type: 'code' },
  { type: 'code', mistyped: true },
  { type: 'answer', answer: { kind: 'received', receipt: 12 } },
  { type: 'answer', answer: { kind: 'waiting', batch: 3 } },
  { type: 'answer', answer: { kind: 'refused' } },
  ...notices.map((why): Lobby => ({ type: 'notice', why })),
]
const cases = lobbies.flatMap((lobby) =>
  (['id', 'en'] as const).map((language: Language) => ({
    name: Object.values(lobby).join(' '),
    lobby,
    language,
  })),
)

test.each(cases)('$name in $language: short words, one main answer at most, help, a way on', (one) => {
  const screen = lobbyScreen(one.lobby, queueOf(3), { ...view(), language: one.language })
  expect(screen.title.length).toBeGreaterThan(0)
  expect(screen.title.length).toBeLessThanOrEqual(45)
  expect(screen.lines.length).toBeLessThanOrEqual(3)
  for (const line of screen.lines) expect(line.length).toBeLessThanOrEqual(80)
  expect(screen.choices.filter(({ weight }) => weight === 'main').length).toBeLessThanOrEqual(1)
  const doings = [...screen.choices, ...screen.edge].map(({ intent }) => intent.type)
  expect(doings).toContain('call-help')
  expect(doings.some((doing) => doing !== 'call-help' && doing !== 'choose-language')).toBe(true)
})

describe('the idle screen', () => {
  test('shows ticket numbers and nothing else about who waits', () => {
    const { body } = lobbyScreen({ type: 'idle' }, queueOf(3), view())
    expect(body).toMatchObject({ kind: 'idle', waiting: ['A-01', 'A-02', 'A-03'] })
    expect(JSON.stringify(lobbyScreen({ type: 'idle' }, queueOf(3), view()))).not.toContain('pid-')
  })

  test('lets the first in line start, however many visits are paused', () => {
    expect(starts(queueOf(2))).toEqual(['A-01'])
    const many = parked(queueOf(5), 'A-01', 'A-02', 'A-03', 'A-04')
    expect(starts(many)).toEqual(['A-05', 'A-01', 'A-02'])
  })
})

test('how it stands with a stick is said on the idle screen, by tone and icon too, and on no other', () => {
  const stick = { kind: 'trouble', cause: 'full', carried: 3, left: 2 } as const
  const screen = lobbyScreen({ type: 'idle' }, queueOf(1), view(stick))
  expect(screen.lines).toEqual(['Stik penuh: 3 kumpulan di stik, 2 belum. Pakai stik lain.'])
  expect([screen.tone, screen.icon]).toEqual(['retry', 'staff'])
  expect(lobbyScreen({ type: 'number' }, queueOf(1), view(stick))).toEqual(
    lobbyScreen({ type: 'number' }, queueOf(1), view()),
  )
})

test('those behind may call the first in line; alone in line nobody is asked for', () => {
  const calls = (count: number) =>
    lobbyScreen({ type: 'idle' }, queueOf(count), view())
      .edge.map(({ intent }) => intent)
      .filter((intent) => intent.type === 'call-again')
  expect(calls(3)).toEqual([{ type: 'call-again', ticket: 'A-01' }])
  expect(calls(1)).toEqual([])
  expect(calls(0)).toEqual([])
})

test('a ticket can be started from its own screen only when it is next', () => {
  const doings = (ahead: number) =>
    lobbyScreen({ type: 'ticket', number: 'A-01', ahead }, queueOf(1), view()).choices.map(
      ({ intent }) => intent,
    )
  expect(doings(0)).toContainEqual({ type: 'start-ticket', ticket: 'A-01' })
  expect(doings(1)).toEqual([{ type: 'go-on' }])
})
