import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { readPanelFiles } from '../../boards/assembly/panel-files.ts'
import { serve } from '../../boards/assembly/serve.ts'
import { deskBoard } from '../../boards/desk/board.ts'
import { type DeskBoard, openDesk } from '../../boards/desk/open-desk.ts'
import { createWebApp } from '../../firmware/interface/web/web-app.ts'
import type { Kiosk } from '../../firmware/kiosk/kiosk.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createDeskStudent } from '../../sim/actor/desk-student.ts'
import { importClassList, openTestKiosk } from '../stand/open-test-kiosk.ts'
import { Touch } from './touch.ts'

/** A kiosk with real drivers over twins, the world's hands on every twin, and a finger on its panel. */
export interface TouchStand {
  readonly touch: Touch
  readonly page: Page
  readonly kiosk: Kiosk
  readonly board: DeskBoard
  /** Where the stand-ins for the camera's programs lie. */
  readonly programs: string
  /** False keeps every finger off the glass. */
  presses: boolean
  close(): Promise<void>
}

const reactionMs = 20

export async function openTouchStand(browser: Browser): Promise<TouchStand> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-panel-'))
  const clock = createRealClock()
  const disk = createNodeDisk(folder)
  await importClassList(clock, disk)
  const board = await openDesk({ data: deskBoard, dataFolder: folder, portraitSeed: 'touch', paced: false })
  const { openScanner, camera, faces, codes, indicator, buttons, facts, link } = board
  const parts = { openScanner, camera, faces, codes, indicator, buttons, facts, link }
  const { kiosk } = await openTestKiosk(clock, disk, {}, {}, { parts })
  const web = createWebApp({ kiosk, panel: await readPanelFiles(), pixelsPerMillimetre: 5.9 })
  const serving = await serve((request) => web.fetch(request), 0, 'box')
  if (!serving.ok) throw new Error(serving.fault.kind)
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const student = createDeskStudent(clock, board.sensor, () => 'touch', reactionMs)
  const stand: TouchStand = {
    touch: new Touch(page),
    page,
    kiosk,
    board,
    programs: join(folder, 'simulated'),
    presses: true,
    async close() {
      await context.close()
      await serving.value.close()
      await kiosk.stop()
      await board.close()
    },
  }
  kiosk.subscribe(({ body }) => {
    const isAsked = stand.presses && body.kind === 'finger'
    student.see(isAsked ? { position: body.current, phase: body.phase } : undefined)
  })
  await page.goto(serving.value.url)
  return stand
}
