import { expect, test } from 'vitest'
import { usualSettings } from '../../firmware/interface/model/settings.ts'
import { everyScreen } from '../stand/every-screen.ts'
import { hasChromium, openChromium } from './chromium.ts'
import { displays, useDisplay } from './layout.ts'
import { measureLayout } from './measure-layout.ts'
import { openScreenServer } from './screen-server.ts'
import { showScreen } from './show-screen.ts'

if (!hasChromium) console.warn('SKIPPED: no /usr/bin/chromium, the ruler itself is not tried')

const planted = [
  ['a target that is too low', 'footer button { min-height: 20px !important }', 'mm'],
  ['targets too close together', 'footer { gap: 2px !important }', 'mm from'],
  ['words that are pale', 'h1 { color: #777777 !important }', 'stands out only'],
  ['words over other words', '.words { gap: 0 !important } p { margin-top: -30px }', 'lies on'],
  ['a part that scrolls', 'main { height: 60px }', 'holds'],
  ['words that leave their button', 'footer button { width: 76px; white-space: nowrap }', 'is cut'],
  ['a screen that is too wide', 'h1 { width: 1500px }', 'reaches over the edge'],
] as const

test.skipIf(!hasChromium)('the ruler finds every fault that is planted, and none without', async () => {
  const server = await openScreenServer()
  const browser = await openChromium()
  const page = await browser.newPage()
  await page.goto(server.url)
  await useDisplay(page, displays[2])
  const assent = everyScreen().find(({ name }) => name === 'assent')
  if (!assent) throw new Error('no assent')
  await showScreen(page, assent.screen(usualSettings))
  const without = await page.evaluate(measureLayout)
  const found: (readonly [string, boolean])[] = []
  for (const [name, content, words] of planted) {
    const style = await page.addStyleTag({ content })
    const faults = await page.evaluate(measureLayout)
    found.push([name, faults.some((fault) => fault.includes(words))])
    await style.evaluate((element) => (element as unknown as { remove(): void }).remove())
  }
  await browser.close()
  await server.close()
  expect(without).toEqual([])
  expect(found).toEqual(planted.map(([name]) => [name, true]))
})
