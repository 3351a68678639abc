import type { BoardFault } from '../../firmware/console/boards.ts'
import type { KioskBoard } from '../../firmware/kiosk/host.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createDeskStudent } from '../../sim/actor/desk-student.ts'
import { openDesk } from '../desk/open-desk.ts'
import { type BoardData, pixelsPerMillimetre } from './board-data.ts'
import { openPi } from './open-pi.ts'
import { siteBoard } from './site-board.ts'

/** Picks a board by its name or by what this machine is: the one place where real or simulated is decided. */
export async function openBoard(name: string, dataFolder: string): Promise<Result<KioskBoard, BoardFault>> {
  const board = await siteBoard(name, dataFolder)
  if (!board.ok) return board
  if (board.value.name === 'desk') return ok(await openDeskForConsole(board.value, dataFolder))
  const opened = await openPi(board.value, dataFolder)
  if (!opened.ok)
    return err({ kind: 'absent', detail: 'detail' in opened.fault ? opened.fault.detail : opened.fault.kind })
  const { data, ...parts } = opened.value
  return ok({ ...parts, ...consoleFacts(data), ownsMachine: true })
}

function consoleFacts(data: BoardData): Pick<KioskBoard, 'label' | 'pixelsPerMillimetre'> {
  return { label: data.label, pixelsPerMillimetre: pixelsPerMillimetre(data) }
}

// On the desk a simulated student watches the screen and presses the fingers it asks for.
async function openDeskForConsole(data: BoardData, dataFolder: string): Promise<KioskBoard> {
  const fast = process.env['REKAM_DESK'] === 'fast'
  const desk = await openDesk({ data, dataFolder, portraitSeed: 'desk', paced: !fast })
  let ticket = ''
  const student = createDeskStudent(createRealClock(), desk.sensor, () => `desk-${ticket}`, fast ? 20 : 900)
  return {
    openScanner: desk.openScanner,
    camera: desk.camera,
    faces: desk.faces,
    codes: desk.codes,
    indicator: desk.indicator,
    buttons: desk.buttons,
    voice: desk.voice,
    facts: desk.facts,
    link: desk.link,
    media: desk.media,
    close: () => desk.close(),
    ...consoleFacts(data),
    press: (on) => student.see(on ? { position: 2, phase: 'place' } : undefined),
    watch(screen) {
      ticket = screen.ticket ?? ''
      const { body } = screen
      student.see(body.kind === 'finger' ? { position: body.current, phase: body.phase } : undefined)
    },
  }
}
