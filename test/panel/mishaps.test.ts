import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pupils } from '../stand/open-test-kiosk.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { openTouchStand, type TouchStand } from './touch-stand.ts'

const { siti, hairul, jumiati } = pupils
if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, no mishap is met at the panel')

describe.skipIf(!hasChromium)('by touch alone', { timeout: 90_000 }, () => {
  let browser: Browser
  let stand: TouchStand
  beforeAll(async () => {
    browser = await openChromium()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    stand = await openTouchStand(browser)
  })
  afterEach(() => stand.close())

  test('who is somebody else does not get past the birth date', async () => {
    const { touch, kiosk } = stand
    await touch.giveNumber(siti.nisn)
    for (let tries = 0; tries < 6; tries += 1) await touch.type('01012010')
    await touch.sees('Tanggal lahir salah terlalu sering')
    await touch.tap('Tutup')
    await touch.sees('Rekam KTP-el di sekolah')
    expect(await kiosk.stores.spool.openPackets()).toEqual({ ok: true, value: [] })
  })

  test('who took a wrong number says so, and nothing stays', async () => {
    const { touch } = stand
    await touch.stepUp(siti)
    await touch.tap('Bukan saya')
    await touch.sees('Nomor ini milik orang lain')
  })

  test.each([
    ['without the parents’ consent', hairul, 'Minta surat izin orang tua dulu'],
    ['who is too young', jumiati, 'Umurmu belum 16 tahun'],
  ] as const)('nobody %s is asked for more than who it is', async (_, pupil, farewell) => {
    const { touch } = stand
    await touch.giveNumber(pupil.nisn)
    await touch.type(pupil.born)
    await touch.sees(farewell)
    await touch.tap('Tutup')
    await touch.sees('Rekam KTP-el di sekolah')
  })

  test('who does not agree is let go, and told that nothing was kept', async () => {
    const { touch } = stand
    await touch.stepUp(siti)
    await touch.tap('Ini saya')
    await touch.sees('Bolehkah kami merekam datamu?')
    await touch.tap('Tidak setuju')
    await touch.sees('Perekaman dibatalkan')
  })

  test('who cannot sign says why, twice, and goes home with a receipt', async () => {
    const { touch, kiosk } = stand
    await touch.begin(siti)
    await touch.takePhoto()
    await touch.sees('Tanda tangan di kotak')
    await touch.tap('Tidak bisa tanda tangan')
    await touch.sees('Kenapa tidak bisa tanda tangan?')
    await touch.tap('Tangan sakit')
    await touch.sees('Periksa hasilnya')
    await touch.reads('Tanpa tanda tangan')
    await touch.tap('Semua benar')
    await touch.sees('Setuju tanpa tanda tangan?')
    await touch.tap('Tangan sakit')
    await touch.sees('Sudah direkam di sini')
    expect(await kiosk.stores.spool.openPackets()).toMatchObject({ ok: true, value: { length: 1 } })
  })
})
