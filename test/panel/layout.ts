/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core'
import { measureLayout } from './measure-layout.ts'

/** Usual panels with their real widths: two of 7 inch, 10.1 and 15.6 inch. */
export const displays = [
  { width: 800, height: 480, widthMm: 154 },
  { width: 1024, height: 600, widthMm: 154 },
  { width: 1280, height: 800, widthMm: 217 },
  { width: 1920, height: 1080, widthMm: 344 },
] as const

export type Display = (typeof displays)[number]

/** Makes the page that display, with its own pixels per millimetre. */
export async function useDisplay(page: Page, { width, height, widthMm }: Display): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate((mm) => {
    document.documentElement.style.setProperty('--mm', `${mm}px`)
    dispatchEvent(new Event('resize'))
  }, width / widthMm)
}

/** Faults in the layout of the present screen at each display; empty when there are none. */
export async function layoutFaults(page: Page, shots?: string): Promise<string[]> {
  const faults: string[] = []
  for (const display of displays) {
    await useDisplay(page, display)
    const found = await page.evaluate(measureLayout)
    faults.push(...found.map((fault) => `${display.width}x${display.height}: ${fault}`))
    if (shots) await page.screenshot({ path: `${shots}-${display.width}.png` })
  }
  const [, , usual] = displays
  await useDisplay(page, usual)
  return faults
}
