import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPanelFiles } from '../../boards/assembly/panel-files.ts'
import { serve } from '../../boards/assembly/serve.ts'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { issueStudentReceipt } from '../../firmware/custody/chain/issue-student-receipt.ts'
import { acceptReceipt } from '../../firmware/custody/spool/accept-receipt.ts'
import { createWebApp } from '../../firmware/interface/web/web-app.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openTestKiosk } from '../stand/open-test-kiosk.ts'
import {
  addStandPackets,
  otherIdentity,
  receiptFor,
  registryKey,
  standIdentity,
} from '../stand/spool-stand.ts'
import { hasChromium, openChromium } from './chromium.ts'

const shots = process.env['REKAM_SHOTS']
if (shots) mkdirSync(shots, { recursive: true })
if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, no phone checks a receipt')

const receiptOf = (word: string, by = standIdentity) =>
  issueStudentReceipt(by, sha256Hex(Buffer.from(`packet of ${word}`)))

// A kiosk that has sent one batch and holds a packet.
async function openServedKiosk() {
  const { kiosk } = await openTestKiosk(createHandClock(), new MemoryDisk())
  const { spool } = kiosk.stores
  await addStandPackets(spool, 'sent')
  const batch = await spool.closeBatch(kiosk.stamp())
  if (!batch.ok || !batch.value) throw new Error('no batch')
  const receipt = receiptFor(batch.value, { number: 41 })
  await acceptReceipt(spool, receipt, [registryKey.publicKey], kiosk.stamp())
  await addStandPackets(spool, 'held')
  const web = createWebApp({ kiosk, panel: await readPanelFiles(), pixelsPerMillimetre: 5.9 })
  const serving = await serve((request) => web.fetch(request), 0, 'box')
  if (!serving.ok) throw new Error(serving.fault.kind)
  return serving.value
}

test('the page is below 40 kB, packed', async () => {
  const kiosk = await openServedKiosk()
  const html = await (await fetch(`${kiosk.url}tanda-terima`)).text()
  await kiosk.close()
  expect(gzipSync(html, { level: 9 }).length).toBeLessThan(40_000)
})

describe.skipIf(!hasChromium)('a phone that has left the kiosk', () => {
  let browser: Browser
  let page: Page
  const requests: string[] = []
  const problems: string[] = []

  beforeAll(async () => {
    browser = await openChromium()
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true })
    page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', (cause) => problems.push(cause.message))
    const kiosk = await openServedKiosk()
    await page.goto(`${kiosk.url}tanda-terima`)
    await page.getByRole('heading', { name: 'Cek tanda terima' }).waitFor()
    await kiosk.close()
    await context.setOffline(true)
    page.on('request', (request) => requests.push(request.url()))
  })

  afterAll(() => browser?.close())

  const answerTo = async (text: string) => {
    await page.getByLabel('Kode 8 huruf').fill(text)
    await page.getByRole('button', { name: 'Cek', exact: true }).tap()
    return page.getByRole('status').innerText()
  }
  const forged = receiptOf('sent', { device: standIdentity.device, key: otherIdentity.key })

  test.each([
    ['the text of a QR code the registry has', receiptOf('sent').text, 'Nomor tanda terima Dukcapil: 41.'],
    [
      'its eight characters, as people type',
      receiptOf('sent').code.toLowerCase(),
      'Nomor tanda terima Dukcapil: 41.',
    ],
    ['one on its way', receiptOf('held').text, 'Rekamanmu tersimpan di kios ini'],
    ['one this kiosk does not have', receiptOf('gone').text, 'Panggil teknisi.'],
    [
      'one of a kiosk it does not know',
      receiptOf('sent', otherIdentity).text,
      `Kios ${otherIdentity.device} tidak dikenal`,
    ],
    ['a forged one', forged.text, 'Tanda terima ini tidak asli'],
    ['a mistyped code', receiptOf('sent').code.replace(/.$/, 'U'), 'Kode tidak terbaca'],
    ['a code nobody has', receiptOf('gone').code, 'Kode ini tidak dikenal'],
  ])('%s is answered', async (name, text, words) => {
    expect(await answerTo(text)).toContain(words)
    if (shots) await page.screenshot({ path: join(shots, `phone-${name.replaceAll(' ', '-')}.png`) })
  })

  test('English says the same in its own words', async () => {
    await answerTo(receiptOf('sent').text)
    await page.getByRole('button', { name: 'English' }).tap()
    expect(await page.getByRole('status').innerText()).toContain('Dukcapil has your recording')
    await page.getByRole('button', { name: 'Bahasa Indonesia' }).tap()
  })

  test('it asked nobody, and nothing was refused by its own policy', () => {
    expect(requests).toEqual([])
    expect(problems).toEqual([])
  })
})
