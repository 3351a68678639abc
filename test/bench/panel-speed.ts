/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { CDPSession, Page } from 'playwright-core'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { usualSettings } from '../../firmware/interface/model/settings.ts'
import { hasChromium, openChromium } from '../panel/chromium.ts'
import { openScreenServer } from '../panel/screen-server.ts'
import { showScreen } from '../panel/show-screen.ts'
import { everyScreen } from '../stand/every-screen.ts'
import { median, type Row } from './row.ts'

const throttle = 6
const loads = 5
const taps = 40
const visits = 500

/** How quick the panel is on a processor slowed down six times, and what it holds after many visits. */
export async function panelSpeed(): Promise<Row[]> {
  if (!hasChromium) return []
  const path = visitPath()
  let serial = 0
  const next = (): Screen => {
    serial += 1
    return { ...(path[serial % path.length] as Screen), serial }
  }
  const server = await openScreenServer(next)
  const browser = await openChromium()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(server.url)
  await showScreen(page, next())
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  const rows = [await firstPaint(page), await tapToNext(page)]
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  rows.push(await pageMemory(page, session, path))
  await browser.close()
  await server.close()
  return rows
}

// A screen of each kind in the order of a visit; each has a main answer to tap.
function visitPath(): readonly Screen[] {
  const screens = everyScreen().map(({ screen }) => screen(usualSettings))
  const kinds = new Map(screens.map((screen) => [`${screen.body.kind} ${screen.icon}`, screen]))
  return [...kinds.values()].filter(({ choices }) => choices.some(({ weight }) => weight === 'main'))
}

async function firstPaint(page: Page): Promise<Row> {
  const times: number[] = []
  for (let load = 0; load < loads; load += 1) {
    await page.reload()
    await page.waitForSelector('h1')
    times.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
    )
  }
  return {
    what: 'first paint of the panel',
    measured: `${median(times).toFixed(0)} ms`,
    budget: '1000 ms',
    within: median(times) <= 1_000,
    note: `median of ${loads}, processor slowed ${throttle} times`,
  }
}

async function tapToNext(page: Page): Promise<Row> {
  const times: number[] = []
  for (let tap = 0; tap < taps; tap += 1) {
    const painted = page.evaluate(nextPaint)
    await page.locator('button.main').first().click()
    times.push(await painted)
  }
  const slowest = Math.max(...times)
  return {
    what: 'tap to the next screen',
    measured: `${median(times).toFixed(0)} ms`,
    budget: '100 ms',
    within: median(times) <= 100,
    note: `median of ${taps}, slowest ${slowest.toFixed(0)} ms, processor slowed ${throttle} times`,
  }
}

// In the browser: milliseconds from the finger's lift to the frame after another screen is up.
async function nextPaint(): Promise<number> {
  const serial = document.querySelector('.screen')?.getAttribute('data-serial')
  const lifted = await new Promise<number>((resolve) =>
    addEventListener('pointerup', ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true }),
  )
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  while (document.querySelector('.screen')?.getAttribute('data-serial') === serial) await frame()
  return (await frame()) - lifted
}

async function pageMemory(page: Page, session: CDPSession, path: readonly Screen[]): Promise<Row> {
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { nodes } = await session.send('Memory.getDOMCounters')
    return { kilobytes: usedSize / 1_000, nodes }
  }
  const live = (count: number, from: number) => page.evaluate(liveThrough, { path, count, from })
  await live(visits / 10, 1_000_000)
  const early = await held()
  await live(visits - visits / 10, 2_000_000)
  const late = await held()
  const ratio = late.kilobytes / early.kilobytes
  return {
    what: `page after ${visits} visits, beside ${visits / 10}`,
    measured: `${ratio.toFixed(3)} x`,
    budget: '1.05 x',
    within: ratio <= 1.05,
    note: `${late.kilobytes.toFixed(0)} kB of heap, ${early.nodes} and ${late.nodes} nodes`,
  }
}

// In the browser: visits one after another, as fast as it can draw.
async function liveThrough(life: {
  readonly path: readonly Screen[]
  readonly count: number
  readonly from: number
}): Promise<void> {
  let serial = life.from
  for (let visit = 0; visit < life.count; visit += 1)
    for (const screen of life.path) {
      serial += 1
      await fetch('/show', { method: 'POST', body: JSON.stringify({ ...screen, serial }) })
      while (!document.querySelector(`.screen[data-serial="${serial}"]`))
        await new Promise((resolve) => setTimeout(resolve))
    }
}
