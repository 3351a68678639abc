import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Settings, usualSettings } from '../../firmware/interface/model/settings.ts'
import { everyScreen } from '../stand/every-screen.ts'
import { openChromium } from './chromium.ts'
import { type Display, displays, useDisplay } from './layout.ts'
import { openScreenServer } from './screen-server.ts'
import { showScreen } from './show-screen.ts'

/** One contact sheet: every screen in one language, in one guise. */
interface Sheet {
  readonly name: string
  readonly display: Display
  readonly settings: Settings
}

const [smallest, , usual] = displays
const large = { size: 'large', contrast: 'high', aloud: true } as const
const sheets: readonly Sheet[] = (['id', 'en'] as const).flatMap((language) => [
  { name: language, display: usual, settings: { ...usualSettings, language } },
  { name: `${language}-large`, display: smallest, settings: { ...usualSettings, language, ...large } },
])

const folder = fileURLToPath(new URL('../../build/storyboard', import.meta.url))
const thumbPx = 400

/** Writes contact sheets of all screens into `build/storyboard`, for people to look at. */
async function drawStoryboard(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const server = await openScreenServer()
  const browser = await openChromium()
  const page = await browser.newPage()
  let serial = 0
  for (const { name, display, settings } of sheets) {
    await page.goto(server.url)
    await useDisplay(page, display)
    const figures: string[] = []
    for (const { name: caption, screen } of everyScreen()) {
      serial += 1
      await showScreen(page, { ...screen(settings), serial })
      await page.waitForFunction(() => [...document.images].every((image) => image.complete))
      const picture = await page.screenshot({ type: 'jpeg', quality: 80 })
      const source = `data:image/jpeg;base64,${picture.toString('base64')}`
      figures.push(`<figure><img src="${source}" alt=""><figcaption>${caption}</figcaption></figure>`)
    }
    const path = join(folder, `${name}.html`)
    await writeFile(path, `<!doctype html><title>${name}</title><style>${style}</style>${figures.join('')}\n`)
    await page.setViewportSize({ width: thumbPx * 5 + 60, height: 900 })
    await page.goto(`file://${path}`)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
    console.log(path)
  }
  await browser.close()
  await server.close()
}

const style = `body{display:grid;grid-template-columns:repeat(5,${thumbPx}px);gap:10px;font:14px sans-serif}
figure{margin:0}img{width:100%;border:1px solid #888}`

await drawStoryboard()
