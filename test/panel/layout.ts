/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core'

export const sizes = [
  { width: 800, height: 480 },
  { width: 1024, height: 600 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

/** What is wrong with the layout of the present screen at each size; empty when nothing is. */
export async function layoutFaults(page: Page, shots?: string): Promise<string[]> {
  const faults: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const found = await page.evaluate(measure)
    faults.push(...found.map((fault) => `${size.width}x${size.height}: ${fault}`))
    if (shots) await page.screenshot({ path: `${shots}-${size.width}.png` })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  return faults
}

// Runs in the browser: nothing may reach over the edge or be cut, and every target must fit a finger.
function measure(): string[] {
  const faults: string[] = []
  const inside = (box: DOMRect) =>
    box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1
  for (const element of document.querySelectorAll(
    'button, h1, p, output, img, dl, figcaption, .ink, .hands svg',
  )) {
    const box = element.getBoundingClientRect()
    const name = `${element.tagName.toLowerCase()} "${(element.textContent ?? '').slice(0, 30)}"`
    if (!inside(box)) faults.push(`${name} reaches over the edge`)
    if (element.tagName === 'BUTTON' && (box.height < 64 || box.width < 64)) {
      faults.push(`${name} is only ${Math.round(box.width)}x${Math.round(box.height)} px`)
    }
    if (element.scrollWidth > element.clientWidth + 2 && element.tagName === 'BUTTON')
      faults.push(`${name} is cut`)
  }
  const main = document.querySelector('main')
  for (const child of main?.children ?? []) {
    const box = child.getBoundingClientRect()
    const space = main?.getBoundingClientRect()
    if (space && (box.bottom > space.bottom + 1 || box.top < space.top - 1)) {
      faults.push(`${child.className} is higher than its place`)
    }
  }
  return faults
}
