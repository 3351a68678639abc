import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pupils } from '../stand/open-test-kiosk.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { openTouchStand, type TouchStand } from './touch-stand.ts'

const { siti } = pupils
if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, no mishap is met at the panel')

describe.skipIf(!hasChromium)('by touch alone, with pauses', { timeout: 90_000 }, () => {
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

  test('who leaves at any screen comes back to it with the same number, until the receipt', async () => {
    const { touch, kiosk } = stand
    const leaveAndComeBack = async () => {
      stand.presses = false
      await touch.tap('Keluar')
      await touch.sees('Mau keluar?')
      await touch.tap('Lanjut nanti')
      await touch.sees('Perekamanmu ditunda')
      await touch.tap('Tutup')
      await touch.tap('A-01, silakan')
      await touch.confirm(siti.born)
    }
    await touch.begin(siti)
    await leaveAndComeBack()
    await touch.takePhoto()
    await touch.sees('Tanda tangan di kotak')
    await leaveAndComeBack()
    await touch.sign()
    await touch.sees('Letakkan ibu jari kanan')
    await leaveAndComeBack()
    await touch.sees('Letakkan ibu jari kanan')
    stand.presses = true
    stand.board.sensor.place({ person: 'touch', position: 1 })
    await touch.sees('Periksa hasilnya')
    await leaveAndComeBack()
    stand.presses = true
    await touch.sees('Periksa hasilnya')
    await touch.tap('Semua benar')
    await touch.sees('Tanda tangan persetujuan')
    await leaveAndComeBack()
    stand.presses = true
    await touch.sees('Periksa hasilnya')
    await touch.tap('Semua benar')
    await touch.sign()
    await touch.sees('Sudah direkam di sini')
    expect(await kiosk.stores.spool.openPackets()).toMatchObject({ ok: true, value: { length: 1 } })
  })
})
