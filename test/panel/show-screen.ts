/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import type { Screen } from '../../firmware/interface/model/screen.ts'

/** Shows one screen and waits until it is up. */
export async function showScreen(page: Page, screen: Screen): Promise<void> {
  const serial = String(screen.serial)
  await page.evaluate((sent) => fetch('/show', { method: 'POST', body: sent }), JSON.stringify(screen))
  await page.waitForSelector(`.screen[data-serial="${serial}"]`, { timeout: 10_000 })
}
