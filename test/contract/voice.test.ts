import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Programs } from '../../hal/contract/programs.ts'
import { err, ok } from '../../hal/contract/result.ts'
import type { Voice } from '../../hal/contract/voice.ts'
import { createEspeakVoice } from '../../hal/driver/system/espeak-voice.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import { VoiceTwin } from '../../sim/voice/voice-twin.ts'

const hasEspeak = existsSync('/usr/bin/espeak-ng')
if (!hasEspeak) console.warn('SKIPPED: no /usr/bin/espeak-ng, its voices are not asked')

/** A program that takes as long as the words take, on a clock of ours. */
function slowPrograms(clock: HandClock) {
  const begun: (readonly string[])[] = []
  let running = 0
  const programs: Programs = {
    async output(_program, words, signal) {
      begun.push(words)
      running += 1
      await clock.sleep(3_000, signal)
      running -= 1
      return signal.aborted ? err({ kind: 'cancelled' }) : ok('')
    },
  }
  return { programs, begun, running: () => running }
}

const makers: readonly (readonly [string, (clock: HandClock) => Voice])[] = [
  ['espeak-ng over a slow program', (clock) => createEspeakVoice(slowPrograms(clock).programs)],
  ['the twin', (clock) => new VoiceTwin(clock)],
]

describe.each(makers)('%s', (_, create) => {
  test('settles when the last word has been said', async () => {
    const clock = createHandClock()
    const said = create(clock).say(['Nomor A, nol tujuh, silakan.'], 'id', 2)
    expect(await clock.runUntil(said)).toEqual(ok())
    expect(clock.monotonicMs()).toBeGreaterThan(0)
  })

  test('says what came last, and nothing of what it was saying', async () => {
    const clock = createHandClock()
    const voice = create(clock)
    const first = voice.say(['Angkat jari.'], 'id', 1)
    const second = voice.say(['Lift your finger.'], 'en', 3)
    expect(await first).toEqual(err({ kind: 'interrupted' }))
    expect(await clock.runUntil(second)).toEqual(ok())
  })

  test('is silent at once when asked, twice too, and speaks again', async () => {
    const clock = createHandClock()
    const voice = create(clock)
    const cut = voice.say(['Letakkan telunjuk kanan.'], 'id', 2)
    voice.hush()
    voice.hush()
    expect(await cut).toEqual(err({ kind: 'interrupted' }))
    expect(await clock.runUntil(voice.say(['Sebentar.'], 'id', 2))).toEqual(ok())
  })
})

describe('espeak-ng', () => {
  test('gets voice, loudness and the sentences, which can never be taken for options', async () => {
    const clock = createHandClock()
    const { programs, begun } = slowPrograms(clock)
    await clock.runUntil(createEspeakVoice(programs).say(['-w x', 'Kamu suka foto ini?'], 'id', 3))
    const [words = []] = begun
    expect(words.slice(0, 4)).toEqual(['-v', 'id', '-a', '180'])
    expect(words.slice(-2)).toEqual(['--', '-w x\nKamu suka foto ini?'])
  })

  test('that is not there, or fails, is a fault and no end of the kiosk', async () => {
    const answering = (kind: 'missing' | 'failed') =>
      createEspeakVoice({
        output: async () => err(kind === 'missing' ? { kind } : { kind, code: 1 }),
      })
    expect(await answering('missing').say(['Halo.'], 'id', 2)).toEqual(err({ kind: 'missing' }))
    expect(await answering('failed').say(['Halo.'], 'id', 2)).toEqual(err({ kind: 'failed', code: 1 }))
    expect(await answering('missing').check(new AbortController().signal)).toEqual(err({ kind: 'missing' }))
  })

  test.skipIf(!hasEspeak)('of Debian takes these very words, in both languages', async () => {
    const programs = createNodePrograms()
    const asked: (readonly string[])[] = []
    // Phonemes in the place of sound: `-q` is silent, `-x` prints them.
    const silent: Programs = {
      output: (program, words, signal) => {
        asked.push(words)
        return programs.output(program, ['-q', '-x', ...words], signal)
      },
    }
    const signal = new AbortController().signal
    expect(await createEspeakVoice(silent).say(['Sebentar.'], 'id', 1)).toEqual(ok())
    expect(await createEspeakVoice(silent).say(['One moment.'], 'en', 3)).toEqual(ok())
    expect(await createEspeakVoice(programs).check(signal)).toEqual(ok())
    const spoken = await silent.output('espeak-ng', asked[0] ?? [], signal)
    expect(spoken.ok && spoken.value.trim()).toMatch(/^s.*t'aR/)
  })
})

test('somebody who listens to the twin can tell what was said, how, and whether it was cut', async () => {
  const clock = createHandClock()
  const voice = new VoiceTwin(clock)
  const cut = voice.say(['Angkat jari.'], 'id', 1)
  await clock.runUntil(voice.say(['Bagus, tersimpan.'], 'id', 3))
  await cut
  expect(voice.heard).toEqual([
    { sentences: ['Angkat jari.'], language: 'id', volume: 1, whole: false },
    { sentences: ['Bagus, tersimpan.'], language: 'id', volume: 3, whole: true },
  ])
  voice.fault = { kind: 'missing' }
  expect(await voice.say(['Halo.'], 'id', 2)).toEqual(err({ kind: 'missing' }))
  expect(voice.heard.length).toBe(2)
})
