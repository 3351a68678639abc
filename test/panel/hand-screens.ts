/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import type { Screen } from '../../firmware/interface/model/screen.ts'

/** In a page that was prepared: hands the panel a screen, and settles once it is up. */
export type HandScreen = (screen: Screen) => Promise<void>

/**
 * Lets a test in the page hand over thousands of screens where the panel takes in what the kiosk sends, without the way
 * over the network: that way takes four times as long as all that is measured. To be called before the page is opened.
 */
export async function handScreens(page: Page): Promise<void> {
  await page.addInitScript(prepare)
}

// Runs in the browser before the panel does.
function prepare(): void {
  let feed: EventSource | undefined
  globalThis.EventSource = new Proxy(EventSource, {
    construct(Source, [url]: [string]) {
      feed = new Source(url)
      return feed
    },
  })
  const patientTurns = 100
  const handScreen: HandScreen = async (screen) => {
    feed?.dispatchEvent(new MessageEvent('screen', { data: JSON.stringify(screen) }))
    for (let turn = 0; !document.querySelector(`.screen[data-serial="${screen.serial}"]`); turn += 1)
      await (turn < patientTurns ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve)))
  }
  Object.assign(globalThis, { handScreen })
}
