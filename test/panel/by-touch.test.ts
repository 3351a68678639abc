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
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Stance } from '../../sim/face/stance.ts'
import { eventually } from '../eventually.ts'
import { startDesk } from '../flow/desk-process.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { layoutFaults } from './layout.ts'

// Screenshots for people to look at, kept out of the repository.
const shots = process.env['REKAM_SHOTS']
if (shots) mkdirSync(shots, { recursive: true })
if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, nobody touches the panel')

const tapButton = async (page: Page, label: string) =>
  page.getByRole('button', { name: label, exact: true }).tap()
const typeDigits = async (page: Page, digits: string) => {
  for (const digit of digits) await tapButton(page, digit)
  await tapButton(page, 'Lanjut')
}
const sees = (page: Page, title: string | RegExp) =>
  page.getByRole('heading', { name: title }).waitFor({ timeout: 30_000 })

async function signByFinger(page: Page): Promise<void> {
  const box = await page.locator('.paper').boundingBox()
  if (!box) throw new Error('no paper')
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  const at = (step: number) =>
    [
      box.x + box.width * (0.15 + 0.02 * step),
      box.y + box.height * (0.5 + 0.25 * Math.sin(step / 2)),
    ] as const
  await touch('touchStart', ...at(0))
  for (let step = 1; step <= 32; step += 1) await touch('touchMove', ...at(step))
  await touch('touchEnd', ...at(32))
  await tapButton(page, 'Simpan')
}

// How the person before the desk's camera stands from now on.
function stand(data: string, stance: Partial<Stance>): void {
  writeFileSync(join(data, 'simulated/stance.new'), JSON.stringify(stance))
  renameSync(join(data, 'simulated/stance.new'), join(data, 'simulated/stance.json'))
}

// What the registry reads of how the photo was chosen.
function photoLine(visit: string): unknown {
  const lines = readFileSync(visit, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as { photo?: unknown }).find(({ photo }) => photo)?.photo
}

const areLoaded = () => [...document.images].every(({ naturalWidth }) => naturalWidth > 0)

// What a student's own phone makes of a picture of the receipt screen, out of reach of the kiosk.
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
    await sees(page, 'Rekam KTP-el di sekolah')
    await look('01-idle')
    await tapButton(page, 'Ambil nomor')
    await sees(page, 'Ketik NISN atau NIK')
    await look('02-number')
    await typeDigits(page, '0091234567')
    await sees(page, 'Nomormu A-01')
    await look('03-ticket')
    await tapButton(page, 'Lanjutkan')
    await sees(page, 'Kapan kamu lahir?')
    await look('04-birth-date')
    await typeDigits(page, '05112009')
    await sees(page, 'Apakah ini kamu?')
    await look('05-confirm')
    await tapButton(page, 'Ini saya')
    await sees(page, 'Bolehkah kami merekam datamu?')
    await look('06-assent')
    await tapButton(page, 'Saya setuju')
    await sees(page, 'Lihat ke kamera')
    await page.waitForFunction(
      () => (document.querySelector('.live img') as HTMLImageElement | null)?.naturalWidth,
    )
    await look('07-live')
    // The face check is at work: it follows how the drawn person stands.
    await sees(page, 'Bagus, siap difoto')
    await look('07-live-ready')
    stand(data, { eyesClosed: true })
    await sees(page, 'Buka mata')
    await look('07-live-eyes')
    await tapButton(page, 'Ambil foto')
    await sees(page, 'Siap-siap')
    await sees(page, 'Pilih fotomu')
    await page.waitForFunction(areLoaded)
    await look('08-photos-closed')
    expect(await page.getByText('Mata tertutup').count()).toBe(2)
    // Blinks at the first of the two.
    stand(data, { blinks: true })
    await tapButton(page, 'Ulangi foto')
    await sees(page, 'Bagus, siap difoto')
    await tapButton(page, 'Ambil foto')
    await sees(page, 'Pilih fotomu')
    await page.waitForFunction(areLoaded)
    await look('08-photos')
    await page.getByRole('button', { name: /Disarankan.*Fotomu, pilihan 2/ }).tap()
    await sees(page, 'Tanda tangan di kotak')
    await look('09-signature')
    await signByFinger(page)
    await sees(page, /^Letakkan|^Angkat jari|^Bagus|^Sebentar/)
    if (shots) await page.screenshot({ path: join(shots, '10-finger.png') })
    await sees(page, 'Periksa hasilnya')
    await look('11-review')
    await page.reload()
    await sees(page, 'Periksa hasilnya')
    await tapButton(page, 'Semua benar')
    await sees(page, 'Tanda tangan persetujuan')
    await signByFinger(page)
    await sees(page, 'Sudah direkam di sini')
    await look('12-receipt')
    const code = (await page.locator('.receipt figcaption').innerText()).replace('-', '')
    await page.setViewportSize({ width: 800, height: 480 })
    const photo = await page.screenshot({ type: 'jpeg', quality: 60 })
    await page.setViewportSize({ width: 1280, height: 800 })
    await tapButton(page, 'Selesai')
    await sees(page, 'Rekam KTP-el di sekolah')
    await tapButton(page, 'KTP-ku sudah datang?')
    await sees(page, 'Ketik kode tanda terimamu')
    const slip = code.endsWith('A') ? 'B' : 'A'
    for (const letter of code.slice(0, 7) + slip) await tapButton(page, letter)
    await look('16-code')
    await tapButton(page, 'Lanjut')
    await page.getByText('Ada yang salah ketik.').waitFor()
    await tapButton(page, 'Hapus')
    await tapButton(page, code.slice(7))
    await tapButton(page, 'Lanjut')
    await sees(page, /^Rekamanmu tersimpan|^Dukcapil sudah menerima/)
    await look('17-answer')
    await tapButton(page, 'Tutup')
    await sees(page, 'Rekam KTP-el di sekolah')
    expect(await answerToPhoto(browser, desk.url, photo)).toMatch(
      /Rekamanmu tersimpan|Dukcapil sudah menerima/,
    )
    for (const [nisn, ticket] of [
      ['0101234568', 'A-02'],
      ['0101234569', 'A-03'],
    ] as const) {
      await tapButton(page, 'Ambil nomor')
      await typeDigits(page, nisn)
      await sees(page, `Nomormu ${ticket}`)
      await tapButton(page, 'Tutup')
    }
    await sees(page, 'Nomor A-02, giliranmu')
    await look('13-waiting')
    await tapButton(page, 'A-02 tidak ada?')
    await sees(page, 'Nomor A-02, giliranmu')
    await look('14-called')
    await tapButton(page, 'Tampilan')
    await sees(page, 'Tampilan dan suara')
    await look('18-settings')
    await tapButton(page, 'English')
    await sees(page, 'Display and voice')
    await tapButton(page, 'Done')
    await sees(page, 'Number A-02, it is your turn')
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
