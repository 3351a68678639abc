import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pupils } from '../stand/open-test-kiosk.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { openTouchStand, type TouchStand } from './touch-stand.ts'

const { siti } = pupils
if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, no mishap is met at the panel')

describe.skipIf(!hasChromium)('failing parts, by touch', { timeout: 90_000 }, () => {
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

  test('a sensor that is unplugged in the middle of a finger goes on by itself when it is back', async () => {
    const { touch, board } = stand
    stand.presses = false
    await touch.begin(siti)
    await touch.takePhoto()
    await touch.sign()
    await touch.sees('Letakkan ibu jari kanan')
    board.cable.unplug()
    await touch.sees(/^Alat sidik jari/)
    board.cable.replug()
    await touch.sees('Letakkan ibu jari kanan')
    stand.presses = true
    board.sensor.place({ person: 'touch', position: 1 })
    await touch.sees('Periksa hasilnya')
  })

  test('a camera that hangs is started again, and the visit goes on at the photo', async () => {
    const { touch, programs } = stand
    const still = join(programs, 'rpicam-still')
    const healthy = readFileSync(still)
    await touch.begin(siti)
    writeFileSync(still, '#!/bin/sh\nexec sleep 600\n')
    await touch.tap('Ambil foto')
    await touch.sees('Kamera macet')
    writeFileSync(still, healthy)
    chmodSync(still, 0o700)
    await touch.takePhoto()
    await touch.sees('Tanda tangan di kotak')
  })

  test('help is called from any screen and by the button of the box, and the screen stays', async () => {
    const { touch, board } = stand
    await touch.tap('Ambil nomor')
    await touch.tap('Bantuan')
    await touch.reads('Petugas sudah dipanggil.')
    await touch.sees('Ketik NISN atau NIK')
    await touch.tap('Kembali')
    await touch.sees('Rekam KTP-el di sekolah')
    board.pins.drive(24, 0)
    await touch.reads('Petugas sudah dipanggil.')
  })

  test('a receipt comes as soon as ever without any link', async () => {
    const { touch, kiosk } = stand
    await touch.begin(siti)
    await touch.takePhoto()
    await touch.sign()
    await touch.sees('Periksa hasilnya')
    await touch.tap('Semua benar')
    await touch.sees('Tanda tangan persetujuan')
    await touch.sign()
    await touch.sees('Sudah direkam di sini')
    expect(
      (await kiosk.parts.http.send({ method: 'GET', url: 'http://registry/' }, new AbortController().signal))
        .ok,
    ).toBe(false)
  })
})
