import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
    await touch.stepUp(siti.nisn)
    for (let tries = 0; tries < 3; tries += 1) await touch.type('01012010')
    await touch.sees('Tanggal lahir tidak cocok')
    await touch.tap('Tutup')
    await touch.sees('Rekam KTP-el di sekolah')
    expect(await kiosk.stores.spool.openPackets()).toEqual({ ok: true, value: [] })
  })

  test('who took a wrong number says so, and nothing stays', async () => {
    const { touch } = stand
    await touch.stepUp(siti.nisn)
    await touch.type(siti.born)
    await touch.sees('Apakah ini kamu?')
    await touch.tap('Bukan saya')
    await touch.sees('Nomor ini milik orang lain')
  })

  test.each([
    ['without the parents’ consent', hairul, 'Minta surat izin orang tua dulu'],
    ['who is too young', jumiati, 'Umurmu belum 16 tahun'],
  ] as const)('nobody %s is asked for more than who it is', async (_, pupil, farewell) => {
    const { touch } = stand
    await touch.stepUp(pupil.nisn)
    await touch.confirm(pupil.born)
    await touch.sees(farewell)
    await touch.tap('Tutup')
    await touch.sees('Rekam KTP-el di sekolah')
  })

  test('who does not agree is let go, and told that nothing was kept', async () => {
    const { touch } = stand
    await touch.stepUp(siti.nisn)
    await touch.confirm(siti.born)
    await touch.sees('Bolehkah kami merekam datamu?')
    await touch.tap('Tidak setuju')
    await touch.sees('Perekaman dibatalkan')
  })

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
