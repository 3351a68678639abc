import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startDesk } from '../flow/desk-process.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { Touch } from './touch.ts'

if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, nobody sees the panel come back')

test.skipIf(!hasChromium)(
  'after a power cut the panel comes back by itself, and the visit goes on where it was',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'rekam-cut-'))
    const before = await startDesk(data)
    const browser = await openChromium()
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    const touch = new Touch(page)
    await page.goto(before.url)
    await touch.begin({ nisn: '0091234567', born: '05112009' })
    await touch.takePhoto()
    await touch.sees('Tanda tangan di kotak')
    await before.kill()
    await touch.sees('Mohon tunggu sebentar')
    const after = await startDesk(data, undefined, Number(new URL(before.url).port))
    expect(after.url).toBe(before.url)
    await touch.tap('A-01, silakan')
    await touch.confirm('05112009')
    await touch.sees('Tanda tangan di kotak')
    await browser.close()
    await after.interrupt()
  },
  90_000,
)
