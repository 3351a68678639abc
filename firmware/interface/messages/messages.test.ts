import { describe, expect, test } from 'vitest'
import { everyUnlock } from '../../../test/stand/every-screen.ts'
import type { Catalogue } from './catalogue.ts'
import { messages } from './messages.ts'

// Values for the gaps of sentences, by the name of their function.
const fillings: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  fingerCount: [[0], [10]],
  'idle.start': [['A-07']],
  'idle.absent': [['A-07']],
  called: [
    ['A-07', undefined],
    ['A-08', 'A-07'],
  ],
  'doctor.result': [
    [0, 0],
    [2, 3],
  ],
  'doctor.code': [['K7QD2M']],
  unlock: everyUnlock.map((state) => [{ ...state, ...('secret' in state && { secret: 'x' }) }]),
  setup: [
    [{ type: 'waiting', isDamaged: false }],
    [{ type: 'waiting', isDamaged: true }],
    [{ type: 'reading' }],
    ...['nothing', 'no-key-list', 'not-signed', 'for-other-box', 'older', 'wrong-time', 'broken', 'disk'].map(
      (why) => [{ type: 'refused', why }],
    ),
    [{ type: 'done', school: '30312345' }],
  ],
  'queue.ticket': [
    ['A-07', 0, undefined],
    ['A-07', 12, undefined],
    ['A-07', 12, { lowMinutes: 50, highMinutes: 75 }],
  ],
  'queue.nowCalled': [['A-07']],
  'queue.conflicts': [[2]],
  'queue.erase': [['A-107']],
  'queue.possibleFrom': [['2026-09-30']],
  'queue.date': [['2026-09-30']],
  'queue.page': [[1, 12]],
  'queue.attendant': [
    [12, 3, undefined],
    [12, 3, 'XII IPA 1'],
  ],
  confirm: [['SI•• AM••••', 'XII IPA 1']],
  'photo.live': [['red'], ['blue']],
  'photo.choose': [
    [1, 0],
    [2, 1],
    [2, 4],
  ],
  'photo.alt': [[2]],
  'finger.place': [['jari manis kanan']],
  'finger.retry': ['lifted', 'dry', 'wet', 'unclear', 'small', 'moved', 'other-finger'].map((reason) => [
    'jari manis kanan',
    reason,
  ]),
  'finger.repeated': [['jari manis kanan', 'jari tengah kanan']],
  'finger.placeAgain': [['jari manis kanan']],
  'finger.lift': [['jari manis kanan'], [undefined]],
  'finger.excuse': [['jari manis kanan']],
  'verify.place': [['jari manis kanan']],
  answer: [
    [{ kind: 'received', receipt: 12 }],
    [{ kind: 'received', receipt: 12, device: 'rk-4f0c9a1b22' }],
    [{ kind: 'waiting' }],
    [{ kind: 'waiting', batch: 123 }],
    [{ kind: 'refused' }],
    [{ kind: 'refused', device: 'rk-4f0c9a1b22' }],
    [{ kind: 'elsewhere', device: 'rk-4f0c9a1b22' }],
    [{ kind: 'lost' }],
    [{ kind: 'unknown-kiosk', device: 'rk-4f0c9a1b22' }],
    [{ kind: 'forged' }],
    [{ kind: 'unknown-code' }],
    [{ kind: 'mistyped' }],
  ],
  stick: [
    [{ kind: 'reading' }],
    [{ kind: 'copying', done: 12, total: 120 }],
    [{ kind: 'checking' }],
    [{ kind: 'safe', carried: 12, receipts: 12 }],
    ...[
      'full',
      'read-only',
      'broken',
      'unknown-file-system',
      'unreadable',
      'pulled',
      'not-released',
      'refused-files',
      'too-many-files',
      'kiosk-disk',
    ].map((cause) => [{ kind: 'trouble', cause, carried: 12, left: 12 }]),
  ],
  'settings.call': [['A, nol tujuh']],
  'review.fingersKept': [
    [10, 0],
    [8, 2],
  ],
}

// A name and a class are all there is to say.
const noWords = /^confirm\(.*\)\.lines\./

interface Sentence {
  readonly at: string
  readonly text: string
}

const sentences = (language: 'id' | 'en') => collect('', messages(language) satisfies Catalogue)

describe.each(['id', 'en'] as const)('the words of %s', (language) => {
  test.each(sentences(language).map(({ at, text }) => [at, text]))('%s: %s', (at, text) => {
    expect(text.trim()).toBe(text)
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThanOrEqual(80)
    // A word that a person says, not a code alone.
    if (!noWords.test(at)) expect(text).toMatch(/\p{L}\p{Ll}/u)
    if (/\.lines\.\d+$/.test(at)) expect(text.split(' ').length).toBeGreaterThan(1)
  })

  test('a moment has a title and at most three lines', () => {
    const third = sentences(language).filter(({ at }) => /\.lines\.[3-9]$/.test(at))
    expect(third).toEqual([])
    const long = sentences(language).filter(({ at, text }) => at.endsWith('title') && text.length > 45)
    expect(long).toEqual([])
  })
})

test('both languages say the same things, each in its own words', () => {
  const [indonesian, english] = [sentences('id'), sentences('en')]
  expect(english.map(({ at }) => at)).toEqual(indonesian.map(({ at }) => at))
  const copied = english.filter(
    ({ at, text }, index) => text === indonesian[index]?.text && !noWords.test(at),
  )
  expect(copied).toEqual([])
})

// Every text of a catalogue with its place; a function without fillings is a mistake of this test.
function collect(at: string, value: unknown): readonly Sentence[] {
  if (typeof value === 'string') return [{ at, text: value }]
  if (typeof value === 'function') {
    const filled = fillings[at]
    if (!filled) throw new Error(`no fillings for ${at}`)
    return filled.flatMap((gaps) =>
      collect(`${at}(${gaps.map((gap) => JSON.stringify(gap)).join(', ')})`, value(...gaps)),
    )
  }
  return Object.entries(value as object).flatMap(([key, inner]) => collect(at ? `${at}.${key}` : key, inner))
}
