/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { type Settings, usualSettings } from '../../firmware/interface/model/settings.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { type HandScreen, handScreens } from './hand-screens.ts'
import { displays, useDisplay } from './layout.ts'
import { measureLayout } from './measure-layout.ts'
import { openScreenServer, type ScreenServer } from './screen-server.ts'
import { screensOnce } from './screens-once.ts'

if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, no screen is measured')

const languages = ['id', 'en', 'bjn'] as const
// The rest of a Banjar screen is Indonesian.
const greets = /^(idle|receipt)/
const sizes = ['medium', 'large'] as const
const contrasts = ['usual', 'high'] as const

// A person who wants high contrast is read to as well: the fullest edge is measured too.
const guises = languages.flatMap((language) =>
  sizes.flatMap((size) =>
    contrasts.map(
      (contrast): Settings => ({
        ...usualSettings,
        language,
        size,
        contrast,
        aloud: contrast === 'high',
      }),
    ),
  ),
)

describe.skipIf(!hasChromium)('every screen in every language, size and contrast', () => {
  let server: ScreenServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await openScreenServer()
    browser = await openChromium()
    page = await browser.newPage()
    await page.addInitScript(`globalThis.measureLayout = ${String(measureLayout)}`)
    await handScreens(page)
    await page.goto(server.url)
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test.each(displays)('fits $width x $height pixels on $widthMm mm', async (display) => {
    await useDisplay(page, display)
    const faults: string[] = []
    const screensIn = screensOnce()
    for (const settings of guises) {
      const cases = screensIn(settings).filter(({ name }) => settings.language !== 'bjn' || greets.test(name))
      const found = await page.evaluate(
        measureAll,
        cases.map(({ screen }) => screen),
      )
      const { language, size, contrast } = settings
      for (const [at, words] of found.entries())
        faults.push(...words.map((fault) => `${language} ${size} ${contrast} [${cases[at]?.name}] ${fault}`))
    }
    expect(faults).toEqual([])
  })
})

// Runs in the browser: a round trip for each of thousands of screens would take longer than to draw them.
async function measureAll(screens: readonly Screen[]): Promise<readonly string[][]> {
  const { handScreen, measureLayout: measureHere } = globalThis as unknown as {
    handScreen: HandScreen
    measureLayout: typeof measureLayout
  }
  const found: string[][] = []
  for (const screen of screens) {
    await handScreen(screen)
    found.push(measureHere())
  }
  return found
}
