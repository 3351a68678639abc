/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { type Settings, usualSettings } from '../../firmware/interface/model/settings.ts'
import { everyScreen } from '../stand/every-screen.ts'
import { type FirefoxPage, hasFirefox, openFirefox } from './firefox.ts'
import { displays } from './layout.ts'
import { measureLayout } from './measure-layout.ts'
import { openScreenServer, type ScreenServer } from './screen-server.ts'

if (!hasFirefox) console.warn('SKIPPED: no /usr/bin/firefox-esr, nobody sees the panel in it')

describe.skipIf(!hasFirefox)('in Firefox ESR', () => {
  let server: ScreenServer
  let page: FirefoxPage
  let serial = 0
  let tapped = 0

  beforeAll(async () => {
    server = await openScreenServer(() => {
      tapped += 1
      return screenNamed('idle', { ...usualSettings, language: 'en' })
    })
    page = await openFirefox()
    await page.goto(server.url)
    await page.define('measureLayout', measureLayout)
  })

  afterAll(async () => {
    await page?.close()
    await server?.close()
  })

  const numbered = (screen: (settings: Settings) => Omit<Screen, 'serial'>, settings: Settings): Screen => {
    serial += 1
    return { ...screen(settings), serial }
  }
  const screenNamed = (start: string, settings: Settings) => {
    const found = everyScreen().find(({ name }) => name.startsWith(start))
    if (!found) throw new Error(`no screen ${start}`)
    return numbered(found.screen, settings)
  }

  test.each(displays)('every screen fits $width x $height pixels', async ({ width, height, widthMm }) => {
    await page.resize(width, height)
    const cases = everyScreen()
    const screens = cases.map(({ screen }) => numbered(screen, usualSettings))
    const found = await page.run(measureAll, { screens, millimetrePx: width / widthMm })
    const faults = found.flatMap((words, at) => words.map((fault) => `[${cases[at]?.name}] ${fault}`))
    expect(found.length).toBeGreaterThan(100)
    expect(faults).toEqual([])
  })

  test('a finger on a button is a tap', async () => {
    await page.run(
      async (screen) => void (await fetch('/show', { method: 'POST', body: screen })),
      JSON.stringify(screenNamed('idle', usualSettings)),
    )
    const place = await page.run(async (label) => {
      const button = () =>
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)
      while (!button()) await new Promise((resolve) => setTimeout(resolve, 20))
      const box = button()?.getBoundingClientRect()
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
    }, 'Ambil nomor')
    await page.touch(place.x, place.y)
    await page.run(async (words) => {
      while (!document.body.textContent?.includes(words))
        await new Promise((resolve) => setTimeout(resolve, 20))
    }, 'Take a number')
    expect(tapped).toBe(1)
  })
})

interface Measuring {
  readonly screens: readonly Screen[]
  readonly millimetrePx: number
}

// Runs in the browser; its fonts and its engine are not Chromium's.
async function measureAll({ screens, millimetrePx }: Measuring): Promise<readonly string[][]> {
  const { measureLayout: measure } = globalThis as unknown as { measureLayout: () => string[] }
  document.documentElement.style.setProperty('--mm', `${millimetrePx}px`)
  dispatchEvent(new Event('resize'))
  const found: string[][] = []
  for (const screen of screens) {
    await fetch('/show', { method: 'POST', body: JSON.stringify(screen) })
    while (!document.querySelector(`.screen[data-serial="${screen.serial}"]`))
      await new Promise((resolve) => setTimeout(resolve))
    found.push(measure())
  }
  return found
}
