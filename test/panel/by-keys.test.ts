import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Intent } from '../../firmware/interface/model/intent.ts'
import { usualSettings } from '../../firmware/interface/model/settings.ts'
import { adjust } from '../../firmware/interface/screens/adjust.ts'
import { lobbyScreen } from '../../firmware/interface/screens/lobby-screen.ts'
import type { ScreenDraft } from '../../firmware/interface/screens/parts.ts'
import { visitScreen } from '../../firmware/interface/screens/visit-screen.ts'
import { queueOf } from '../stand/every-lobby.ts'
import { everyState } from '../stand/visit-states.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { openScreenServer, type ScreenServer } from './screen-server.ts'
import { showScreen } from './show-screen.ts'

if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, nobody uses the keys')

const view = {
  language: 'id',
  maskedName: 'SI••',
  className: 'X',
  background: 'red',
  pictureUrls: [],
} as const

describe.skipIf(!hasChromium)('with keys alone', () => {
  let server: ScreenServer
  let browser: Browser
  let page: Page
  let serial = 0
  let asked: Intent[] = []

  beforeAll(async () => {
    server = await openScreenServer()
    browser = await openChromium()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('request', (request) => {
      if (!request.url().endsWith('/intent')) return
      asked.push((request.postDataJSON() as { intent: Intent }).intent)
    })
    await page.goto(server.url)
  })

  beforeEach(() => {
    asked = []
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const show = async (draft: ScreenDraft) => {
    serial += 1
    await showScreen(page, { serial, ...adjust(draft, usualSettings) })
  }
  // Names of keys, and what is typed letter by letter.
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await (/^[A-Z]/.test(key) ? page.keyboard.press(key) : page.keyboard.type(key))
  }
  // Requests are reported in their order: one that follows shows that there was none before it.
  const sent = async () => {
    await page.evaluate(() => fetch('/board.css'))
    return asked
  }
  const focused = () => page.evaluate(() => document.activeElement?.textContent)

  test('the main answer waits for Enter at each new moment, and is seen to', async () => {
    await show(visitScreen(everyState.assent, view))
    expect(await focused()).toBe('Saya setuju')
    await press('Shift')
    await show(visitScreen(everyState.confirm, view))
    expect(await focused()).toBe('Ini saya')
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)
    expect(ring).toBe('solid')
    await press('Enter')
    expect(await sent()).toEqual([{ type: 'confirm-identity' }])
  })

  test('arrows and Tab reach everything that a finger reaches', async () => {
    await show(visitScreen(everyState.assent, view))
    await press('ArrowLeft')
    expect(await focused()).toBe('Tidak setuju')
    const reached = new Set<unknown>()
    const count = await page.locator('button').count()
    for (let step = 0; step < count; step += 1) {
      reached.add(await focused())
      await press('ArrowRight')
    }
    expect(reached.size).toBe(count)
    await press('Tab', 'Tab')
    expect(await focused()).not.toBe('Tidak setuju')
  })

  test('a number pad types, erases and sends, without a key of ours', async () => {
    await show(
      lobbyScreen({ type: 'number' }, queueOf(0), { language: 'id', stick: undefined, hasStaffMenu: true }),
    )
    await press('00912345678', 'Backspace', 'NumpadEnter')
    expect(await sent()).toEqual([{ type: 'enter-number', digits: '0091234567' }])
  })

  test('too few digits send nothing', async () => {
    await show(visitScreen(everyState['birth-date'], view))
    await press('0511', 'Enter')
    expect(await page.locator('output').innerText()).toBe('05 11')
    expect(await sent()).toEqual([])
  })

  test('the code of a receipt is typed as it stands, small letters and a dash too', async () => {
    await show(
      lobbyScreen({ type: 'code' }, queueOf(0), { language: 'id', stick: undefined, hasStaffMenu: true }),
    )
    await press('werc-8gm1', 'Enter')
    expect(await sent()).toEqual([{ type: 'enter-code', code: 'WERC8GM1' }])
  })

  test('a key that is held down answers no second time', async () => {
    await show(visitScreen(everyState.assent, view))
    await page.keyboard.down('Enter')
    await show(visitScreen(everyState.confirm, view))
    await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    expect(await sent()).toEqual([{ type: 'agree' }])
  })

  test('who cannot sign is asked why, and nothing is signed', async () => {
    await show(visitScreen(everyState['signature draw'], view))
    await press('Enter')
    expect(await sent()).toEqual([])
    while ((await focused()) !== 'Tidak bisa tanda tangan') await press('ArrowRight')
    await press('Enter')
    expect(await sent()).toEqual([{ type: 'offer-exceptions' }])
  })
})
