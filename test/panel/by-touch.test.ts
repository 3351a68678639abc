/// <reference lib="dom" />
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Stance } from '../../sim/face/stance.ts'
import { eventually } from '../eventually.ts'
import { startDesk } from '../flow/desk-process.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { layoutFaults } from './layout.ts'
import { Touch } from './touch.ts'

// Screenshots for people to look at, kept out of the repository.
const shots = process.env['REKAM_SHOTS']
if (shots) mkdirSync(shots, { recursive: true })
if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, nobody touches the panel')

// How the person before the desk's camera stands from now on.
function stand(data: string, stance: Partial<Stance>): void {
  writeFileSync(join(data, 'simulated/stance.new'), JSON.stringify(stance))
  renameSync(join(data, 'simulated/stance.new'), join(data, 'simulated/stance.json'))
}

// The registry's reading of how the photo was chosen.
function photoLine(visit: string): unknown {
  const lines = readFileSync(visit, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as { photo?: unknown }).find(({ photo }) => photo)?.photo
}

const areLoaded = () => [...document.images].every(({ naturalWidth }) => naturalWidth > 0)

// The reading that a student's own phone makes of a picture of the receipt screen, out of reach of the kiosk.
async function answerToPhoto(browser: Browser, url: string, photo: Buffer): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const phone = await context.newPage()
  await phone.goto(`${url}tanda-terima`)
  const chosen = phone.getByLabel('Pilih foto')
  await chosen.waitFor({ state: 'attached' })
  await context.setOffline(true)
  await chosen.setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo })
  await phone.locator('.answer').waitFor()
  const answer = await phone.getByRole('status').innerText()
  await context.close()
  return answer
}

test.skipIf(!hasChromium)(
  'a student is recorded by touch alone, and every screen fits four displays',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'rekam-touch-'))
    const desk = await startDesk(data)
    const browser = await openChromium()
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    const touch = new Touch(page)
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', (cause) => problems.push(cause.message))
    const faults: string[] = []
    const look = async (name: string) => {
      const found = await layoutFaults(page, shots && join(shots, name))
      faults.push(...found.map((fault) => `${name} ${fault}`))
    }
    await page.goto(desk.url)
    await touch.sees('Rekam KTP-el di sekolah')
    await look('01-idle')
    await touch.tap('Ambil nomor')
    await touch.sees('Ketik NISN atau NIK')
    await look('02-number')
    await touch.type('0091234567')
    await touch.sees('Kapan kamu lahir?')
    await look('03-birth-date')
    await touch.type('05112009')
    await touch.sees('Nomormu A-01')
    await look('04-ticket')
    await touch.tap('Lanjutkan')
    await touch.sees('Apakah ini kamu?')
    await look('05-confirm')
    await touch.tap('Ini saya')
    await touch.sees('Bolehkah kami merekam datamu?')
    await look('06-assent')
    await touch.tap('Saya setuju')
    await touch.seesLive()
    await page.waitForFunction(
      () => (document.querySelector('.live img') as HTMLImageElement | null)?.naturalWidth,
    )
    await look('07-live')
    // The face check is at work: it follows how the drawn person stands.
    await touch.sees('Bagus, siap difoto')
    await look('07-live-ready')
    stand(data, { eyesClosed: true })
    await touch.sees('Buka mata')
    await look('07-live-eyes')
    await touch.tap('Ambil foto')
    await touch.sees('Siap-siap')
    await touch.sees('Pilih fotomu')
    await page.waitForFunction(areLoaded)
    await look('08-photos-closed')
    expect(await page.getByText('Mata tertutup').count()).toBe(2)
    // Blinks at the first of the two.
    stand(data, { blinks: true })
    await touch.tap('Ulangi foto')
    await touch.sees('Bagus, siap difoto')
    await touch.tap('Ambil foto')
    await touch.sees('Pilih fotomu')
    await page.waitForFunction(areLoaded)
    await look('08-photos')
    await page.getByRole('button', { name: /Disarankan.*Fotomu, pilihan 2/ }).tap()
    await touch.sees('Tanda tangan di kotak')
    await look('09-signature')
    await touch.sign()
    await touch.sees(/^Letakkan|^Angkat jari|^Bagus|^Sebentar/)
    if (shots) await page.screenshot({ path: join(shots, '10-finger.png') })
    await touch.sees('Periksa hasilnya')
    await look('11-review')
    await page.reload()
    await touch.sees('Periksa hasilnya')
    await touch.tap('Semua benar')
    await touch.sees('Tanda tangan persetujuan')
    await touch.sign()
    await touch.sees('Sudah direkam di sini')
    await look('12-receipt')
    const code = (await page.locator('.receipt figcaption').innerText()).replace('-', '')
    await page.setViewportSize({ width: 800, height: 480 })
    const photo = await page.screenshot({ type: 'jpeg', quality: 60 })
    await page.setViewportSize({ width: 1280, height: 800 })
    await touch.tap('Selesai')
    await touch.sees('Rekam KTP-el di sekolah')
    await touch.tap('KTP-ku sudah datang?')
    await touch.sees('Ketik kode tanda terimamu')
    const slip = code.endsWith('A') ? 'B' : 'A'
    for (const letter of code.slice(0, 7) + slip) await touch.tap(letter)
    await look('16-code')
    await touch.tap('Lanjut')
    await page.getByText('Ada yang salah ketik.').waitFor()
    await touch.tap('Hapus')
    await touch.tap(code.slice(7))
    await touch.tap('Lanjut')
    await touch.sees(/^Rekamanmu tersimpan|^Dukcapil sudah menerima/)
    await look('17-answer')
    await touch.tap('Tutup')
    await touch.sees('Rekam KTP-el di sekolah')
    expect(await answerToPhoto(browser, desk.url, photo)).toMatch(
      /Rekamanmu tersimpan|Dukcapil sudah menerima/,
    )
    for (const [nisn, born, ticket] of [
      ['0101234568', '12032010', 'A-02'],
      ['0101234569', '22072010', 'A-03'],
    ] as const) {
      await touch.giveNumber(nisn)
      await touch.type(born)
      await touch.sees(`Nomormu ${ticket}`)
      await touch.tap('Tutup')
    }
    await touch.sees('Nomor A-02, giliranmu')
    await look('13-waiting')
    await touch.tap('A-02 tidak ada?')
    await touch.sees('Nomor A-02, giliranmu')
    await look('14-called')
    await touch.tap('Tampilan')
    await touch.sees('Tampilan dan suara')
    await look('18-settings')
    await touch.tap('English')
    await touch.sees('Display and voice')
    await touch.tap('Done')
    await touch.sees('Number A-02, it is your turn')
    await look('15-english')
    await browser.close()
    const students = join(data, 'district/out/student')
    await eventually(
      'the student at the registry',
      () => existsSync(students) && readdirSync(students).length === 1,
    )
    const visit = join(students, readdirSync(students)[0] ?? '', 'visit.jsonl')
    expect(photoLine(visit)).toMatchObject({
      check: 'landmarks',
      hints: [],
      shown: 'ready',
      choice: 'suggested',
    })
    await desk.interrupt()
    expect(faults).toEqual([])
    expect(problems).toEqual([])
  },
  180_000,
)
