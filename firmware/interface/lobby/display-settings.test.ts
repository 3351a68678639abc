import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../../../test/stand/open-test-kiosk.ts'
import type { Intent } from '../model/intent.ts'

async function openPanel() {
  const clock = createHandClock(Date.UTC(2026, 10, 24))
  const disk = new MemoryDisk()
  await clock.runUntil(importClassList(clock, disk))
  const opened = await clock.runUntil(openTestKiosk(clock, disk))
  const { kiosk } = opened
  const tap = async (intent: Intent) => {
    const taken = kiosk.request({ screen: kiosk.screen.serial, intent })
    await clock.advance(1)
    return taken
  }
  const has = (doing: Intent['type']) =>
    [...kiosk.screen.adjust, ...kiosk.screen.edge, ...kiosk.screen.choices].some(
      ({ intent }) => intent.type === doing,
    )
  const startVisit = async () => {
    await tap({ type: 'take-ticket' })
    await tap({ type: 'enter-number', digits: pupils.siti.nisn })
    await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
    await clock.advance(1)
    await tap({ type: 'start-ticket', ticket: 'A-01' })
    await clock.advance(10)
  }
  return { ...opened, clock, tap, has, startVisit }
}

describe('settings of the person at the panel', () => {
  test('language and size are one tap away on the first screen', async () => {
    const { kiosk, tap } = await openPanel()
    expect(await tap({ type: 'choose-language', language: 'en' })).toBe(true)
    expect(await tap({ type: 'choose-size', size: 'large' })).toBe(true)
    expect(kiosk.screen).toMatchObject({ language: 'en', size: 'large', contrast: 'usual' })
    await tap({ type: 'choose-language', language: 'bjn' })
    expect(kiosk.screen.title).toBe('Rakam KTP-el di sakulahan')
  })

  test('stay through lobby and visit, and are gone when the first screen stands again', async () => {
    const { kiosk, tap, startVisit } = await openPanel()
    await tap({ type: 'choose-size', size: 'large' })
    await tap({ type: 'read-aloud' })
    await startVisit()
    expect(kiosk.screen).toMatchObject({ size: 'large', title: 'Apakah ini kamu?' })
    await tap({ type: 'leave' })
    await tap({ type: 'leave' })
    await tap({ type: 'go-on' })
    expect(kiosk.screen).toMatchObject({ size: 'medium', language: 'id', body: { kind: 'idle' } })
    expect(kiosk.screen.adjust.map(({ intent }) => intent.type)).toContain('read-aloud')
  })

  test('are forgotten when nobody follows them up', async () => {
    const { kiosk, clock, tap } = await openPanel()
    await tap({ type: 'choose-size', size: 'large' })
    await tap({ type: 'open-settings' })
    await clock.advance(59_000)
    expect(kiosk.screen).toMatchObject({ size: 'large', body: { kind: 'settings' } })
    await clock.advance(2_000)
    expect(kiosk.screen).toMatchObject({ size: 'medium', body: { kind: 'idle' } })
  })

  test('cover a moment of the visit and leave it as it was', async () => {
    const { kiosk, tap, startVisit } = await openPanel()
    await startVisit()
    const moment = kiosk.screen
    await tap({ type: 'open-settings' })
    expect(kiosk.screen.body.kind).toBe('settings')
    expect(await tap({ type: 'leave' })).toBe(false)
    await tap({ type: 'choose-contrast', contrast: 'high' })
    expect(kiosk.screen).toMatchObject({ contrast: 'high', body: { kind: 'settings' } })
    await tap({ type: 'close-settings' })
    const { serial: _, ...shown } = kiosk.screen
    const { serial: __, ...before } = moment
    expect(shown).toEqual({ ...before, contrast: 'high' })
  })

  test('give way when the visit asks whether somebody is there', async () => {
    const { kiosk, clock, tap, startVisit } = await openPanel()
    await startVisit()
    await clock.advance(80_000)
    await tap({ type: 'open-settings' })
    await clock.advance(11_000)
    expect(kiosk.screen.title).toBe('Masih di sana?')
    await tap({ type: 'still-here' })
    expect(kiosk.screen.title).toBe('Apakah ini kamu?')
  })

  test('are not offered while the camera counts down, and what is typed survives the voice', async () => {
    const { kiosk, clock, tap, has, startVisit } = await openPanel()
    await startVisit()
    const { serial } = kiosk.screen
    await tap({ type: 'read-aloud' })
    expect(kiosk.screen.serial).toBe(serial)
    await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
    await tap({ type: 'confirm-identity' })
    await tap({ type: 'agree' })
    await clock.advance(1_000)
    expect(kiosk.screen.title).toBe('Lihat ke kamera')
    expect(has('open-settings')).toBe(true)
    await tap({ type: 'take-photo' })
    expect(kiosk.screen.body).toMatchObject({ kind: 'live', countdown: expect.any(Number) as number })
    expect(has('open-settings')).toBe(false)
    expect(kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'open-settings' } })).toBe(false)
  })
})

describe('the voice of the kiosk', () => {
  test('reads this moment when asked, every new one after it, and stops with one tap', async () => {
    const { voice, tap } = await openPanel()
    await tap({ type: 'take-ticket' })
    expect(voice.heard).toEqual([])
    await tap({ type: 'read-aloud' })
    expect(voice.heard.at(-1)).toMatchObject({ language: 'id', volume: 2 })
    expect(voice.heard.at(-1)?.sentences[0]).toBe('Ketik NISN atau NIK')
    await tap({ type: 'enter-number', digits: pupils.siti.nisn })
    expect(voice.heard.at(-1)?.sentences[0]).toBe('Kapan kamu lahir?')
    await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
    expect(voice.heard.at(-1)?.sentences[0]).toBe('Nomormu A, nol satu')
    await tap({ type: 'read-aloud' })
    expect(voice.heard.map(({ sentences }) => sentences[0]).slice(-2)).toEqual([
      'Nomormu A, nol satu',
      'Nomormu A, nol satu',
    ])
    await tap({ type: 'mute' })
    expect(voice.heard.at(-1)?.whole).toBe(false)
    await tap({ type: 'go-on' })
    expect(voice.heard.length).toBe(4)
  })

  test('is as loud and in the language that the person chose, and says so at once', async () => {
    const { voice, tap } = await openPanel()
    await tap({ type: 'open-settings' })
    await tap({ type: 'choose-volume', volume: 3 })
    expect(voice.heard.at(-1)).toMatchObject({ language: 'id', volume: 3 })
    expect(voice.heard.at(-1)?.sentences).toContain('Dibacakan: Keras')
    await tap({ type: 'choose-language', language: 'en' })
    expect(voice.heard.at(-1)).toMatchObject({ language: 'en', volume: 3 })
  })

  test('never says a name, whoever asks', async () => {
    const { kiosk, voice, tap, startVisit } = await openPanel()
    await startVisit()
    await tap({ type: 'read-aloud' })
    await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
    expect(kiosk.screen.title).toBe('Apakah ini kamu?')
    await tap({ type: 'read-aloud' })
    const said = voice.heard.flatMap(({ sentences }) => sentences).join(' ')
    expect(said).toContain('Apakah ini kamu?')
    expect(said).not.toMatch(/SI|AM|•|XII|\d{4}/)
  })

  test('calls a number to the room, read to or not', async () => {
    const { kiosk, voice } = await openPanel()
    kiosk.speaker.call('A-07', 'id')
    kiosk.speaker.call('A-07', 'en')
    expect(voice.heard.map(({ sentences, volume }) => [sentences[0], volume])).toEqual([
      ['Nomor A, nol tujuh, silakan.', 3],
      ['Number A, zero seven, please.', 3],
    ])
  })

  test('that is missing is logged once, remembered for the technician, and stops nothing', async () => {
    const { kiosk, voice, logged, tap } = await openPanel()
    voice.fault = { kind: 'missing' }
    await tap({ type: 'read-aloud' })
    await tap({ type: 'take-ticket' })
    expect(kiosk.screen.title).toBe('Ketik NISN atau NIK')
    expect(kiosk.speaker.trouble).toEqual({ kind: 'missing' })
    expect(logged.filter((event) => event === 'voice-silent').length).toBe(1)
  })
})
