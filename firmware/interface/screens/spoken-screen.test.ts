import { describe, expect, test } from 'vitest'
import { everyScreen } from '../../../test/stand/every-screen.ts'
import { everyState } from '../../../test/stand/visit-states.ts'
import { spokenSentence, spokenTicket } from '../messages/spoken-ticket.ts'
import { usualSettings } from '../model/settings.ts'
import { spokenScreen } from './spoken-screen.ts'
import { visitScreen } from './visit-screen.ts'

const view = {
  language: 'id',
  maskedName: 'SI•• AM••••',
  className: 'XII IPA 1',
  background: 'red',
  pictureUrls: [],
} as const

test('a screen is read as title, lines, then the answers in their order', () => {
  expect(spokenScreen(visitScreen(everyState['photo choose'], view))).toEqual([
    'Pilih fotomu',
    'Kamu masih bisa mengulang 4 kali.',
    'Fotomu, pilihan 1: Disarankan',
    'Fotomu, pilihan 2: Mata tertutup',
    'Pilihan:',
    'Ulangi foto',
  ])
})

test('a finger is read with the count, the review with every part', () => {
  expect(spokenScreen(visitScreen(everyState['finger place'], view))).toContain('1 dari 10')
  expect(spokenScreen(visitScreen(everyState.review, view))).toContain('Sidik jari: 10 jari')
})

describe('in a room full of others', () => {
  test('a name is shown and never said, masked or not, and neither is the class', () => {
    const screen = visitScreen(everyState.confirm, view)
    expect(screen.lines).toEqual(['SI•• AM••••', 'Kelas XII IPA 1'])
    expect(spokenScreen(screen)).toEqual(['Apakah ini kamu?', 'Pilihan:', 'Bukan saya', 'Ini saya'])
  })

  test('no screen at all says a name, a class, the code of a receipt, or a number of many digits', () => {
    const secrets = /•|MU|XII|K7QD|2MXA|\d{5}/
    const said = everyScreen().flatMap(({ screen }) => spokenScreen(screen(usualSettings)))
    expect(said.length).toBeGreaterThan(300)
    expect(said.filter((sentence) => secrets.test(sentence))).toEqual([])
  })
})

test.each([
  ['A-07', 'id', 'A, nol tujuh'],
  ['B-120', 'bjn', 'B, satu dua nol'],
  ['A-07', 'en', 'A, zero seven'],
  ['C-38', 'en', 'C, three eight'],
] as const)('%s in %s is called out as "%s"', (number, language, spoken) => {
  expect(spokenTicket(number, language)).toBe(spoken)
})

test('numbers of tickets are spelled within a sentence; KTP-el stays a word', () => {
  expect(spokenSentence('Nomor A-07, giliranmu', 'id')).toBe('Nomor A, nol tujuh, giliranmu')
  expect(spokenSentence('Rekam KTP-el di sekolah', 'id')).toBe('Rekam KTP-el di sekolah')
})
