import { describe, expect, test } from 'vitest'
import { everyState, type StateName } from '../../../test/stand/visit-states.ts'
import type { ReceiptAnswer } from '../../custody/student-receipt/check-receipt.ts'
import type { StickNotice } from '../../exchange/stick/stick-notice.ts'
import { cueOfLobby, cueOfVisit } from './cue-of.ts'
import { type CueName, cueTable } from './cue-table.ts'

const expected: Readonly<Record<StateName, CueName>> = {
  'birth-date': 'act',
  'birth-date again': 'act',
  confirm: 'act',
  assent: 'act',
  'photo live': 'photo',
  'photo live, with a hint': 'photo',
  'photo count': 'photo',
  'photo taking': 'working',
  'photo choose': 'photo',
  'photo choose, the last one': 'photo',
  'photo choose, of one': 'photo',
  'photo keeping': 'working',
  'photo fault': 'fault',
  'signature draw': 'ink',
  'signature keeping': 'working',
  'signature excuse': 'act',
  'finger opening': 'working',
  'finger place': 'place',
  'finger lift': 'lift',
  'finger release': 'retry',
  'finger retry': 'retry',
  'finger retry with another finger': 'retry',
  'finger keeping': 'lift',
  'finger good': 'good',
  'finger good, not lifted': 'good',
  'finger reopening': 'working',
  'finger excuse': 'act',
  'finger fault': 'fault',
  'verify opening': 'working',
  'verify place': 'place',
  'verify place after a bad press': 'place',
  'verify lift': 'lift',
  'verify different': 'retry',
  'verify noting': 'working',
  'verify same': 'good',
  'verify noted': 'lift',
  'verify fault': 'fault',
  review: 'act',
  'review after the last photo': 'act',
  'pick finger': 'act',
  'signature draw again': 'ink',
  'approval draw': 'ink',
  'approval keeping': 'working',
  'approval excuse': 'act',
  'review without a signature': 'act',
  closing: 'working',
  receipt: 'done',
  stuck: 'fault',
  over: 'act',
  'leave asked': 'act',
  'still here asked': 'act',
}

test.each(Object.entries(expected))('%s is shown as %s', (name, cue) => {
  expect(cueOfVisit(everyState[name as StateName])).toBe(cue)
})

test('in the lobby a refused number asks again and a disk that refuses is a fault', () => {
  expect(cueOfLobby({ type: 'idle' }, false)).toBe('idle')
  expect(cueOfLobby({ type: 'idle' }, true)).toBe('call')
  expect(cueOfLobby({ type: 'number' }, false)).toBe('act')
  expect(cueOfLobby({ type: 'number', trouble: 'unknown' }, false)).toBe('retry')
  expect(cueOfLobby({ type: 'ticket', number: 'A-01', ahead: 0 }, false)).toBe('call')
  expect(cueOfLobby({ type: 'called', number: 'A-01' }, false)).toBe('call')
  expect(cueOfLobby({ type: 'notice', why: 'parked' }, false)).toBe('act')
  expect(cueOfLobby({ type: 'notice', why: 'disk-full' }, false)).toBe('fault')
  expect(cueOfLobby({ type: 'notice', why: 'disk-broken' }, false)).toBe('fault')
  expect(cueOfLobby({ type: 'notice', why: 'not-erased' }, false)).toBe('fault')
  expect(cueOfLobby({ type: 'notice', why: 'too-many-dates' }, false)).toBe('ask-staff')
  expect(cueOfLobby({ type: 'notice', why: 'erasure-asked' }, false)).toBe('ask-staff')
})

test('in an idle lobby a stick is at work, safe, or in need of staff; whoever is served hears nothing of it', () => {
  const cueOf = (stick: StickNotice) => cueOfLobby({ type: 'idle' }, true, stick)
  expect(cueOf({ kind: 'reading' })).toBe('working')
  expect(cueOf({ kind: 'copying', done: 1, total: 2 })).toBe('working')
  expect(cueOf({ kind: 'checking' })).toBe('working')
  expect(cueOf({ kind: 'safe', carried: 2, receipts: 0 })).toBe('done')
  expect(cueOf({ kind: 'trouble', cause: 'full', carried: 1, left: 1 })).toBe('ask-staff')
  expect(cueOfLobby({ type: 'number' }, false, { kind: 'safe', carried: 2, receipts: 0 })).toBe('act')
})

test('what became of a recording is shown as good, as on its way, or as a reason to ask', () => {
  const cueOf = (answer: ReceiptAnswer) => cueOfLobby({ type: 'answer', answer }, false)
  expect(cueOfLobby({ type: 'code' }, false)).toBe('act')
  expect(cueOfLobby({ type: 'code', mistyped: true }, false)).toBe('retry')
  expect(cueOf({ kind: 'received', receipt: 1 })).toBe('good')
  expect(cueOf({ kind: 'waiting' })).toBe('on-its-way')
  expect(cueOf({ kind: 'refused' })).toBe('ask-staff')
  expect(cueOf({ kind: 'unknown-code' })).toBe('retry')
})

describe('what a finger needs to know', () => {
  const signs: readonly CueName[] = ['place', 'lift', 'good', 'retry', 'fault']

  test.each(['lamp', 'ring', 'buzzer'] as const)('the %s alone tells it', (sign) => {
    expect(new Set(signs.map((cue) => JSON.stringify(cueTable[cue][sign]))).size).toBe(signs.length)
  })
})
