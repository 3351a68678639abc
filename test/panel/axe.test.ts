/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { usualSettings } from '../../firmware/interface/model/settings.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { type HandScreen, handScreens } from './hand-screens.ts'
import { openScreenServer, type ScreenServer } from './screen-server.ts'
import { screensOnce } from './screens-once.ts'

if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, axe looks at nothing')

const guises = (['medium', 'large'] as const).flatMap((size) =>
  (['usual', 'high'] as const).map((contrast) => ({ ...usualSettings, size, contrast })),
)

describe.skipIf(!hasChromium)('axe finds nothing against WCAG 2.2 AA', () => {
  let server: ScreenServer
  let browser: Browser
  let page: Page
  const screensIn = screensOnce()

  beforeAll(async () => {
    server = await openScreenServer()
    browser = await openChromium()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(axe.source)
    await handScreens(page)
    await page.goto(server.url)
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test.each(guises)('on any screen with $size words and $contrast contrast', async (settings) => {
    const cases = screensIn(settings)
    const found = await page.evaluate(
      runAll,
      cases.map(({ screen }) => screen),
    )
    const faults = found.flatMap((words, at) => words.map((fault) => `[${cases[at]?.name}] ${fault}`))
    expect(faults).toEqual([])
  })
})

// Runs in the browser.
async function runAll(screens: readonly Screen[]): Promise<readonly string[][]> {
  const options: RunOptions = {
    selectors: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
  }
  const here = globalThis as unknown as { axe: typeof axe; handScreen: HandScreen }
  const { handScreen } = here
  const run = here.axe.run as (options: RunOptions) => Promise<AxeResults>
  const found: string[][] = []
  for (const screen of screens) {
    await handScreen(screen)
    const { violations } = await run(options)
    found.push(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`))
  }
  return found
}
