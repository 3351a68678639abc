import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const path = '/usr/bin/chromium'

/** Whether Debian's Chromium is here; the tests that need it say aloud that they are skipped. */
export const hasChromium = existsSync(path)

export async function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
