import type { BoardFault, ConsoleBoard } from '../../firmware/console/console-world.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { createDeskStudent } from '../../sim/actor/desk-student.ts'
import { openDesk } from '../desk/open-desk.ts'
import { rpi4bBoard } from '../rpi4b/board.ts'
import { pixelsPerMillimetre } from './board-data.ts'
import { openPi } from './open-pi.ts'

export const boardNames = ['desk', rpi4bBoard.name] as const

/** Picks a board by its name: the one place where real or simulated is decided. */
export async function openBoard(name: string, dataFolder: string): Promise<Result<ConsoleBoard, BoardFault>> {
  if (name === 'desk') return ok(await openDeskForConsole(dataFolder))
  if (name !== rpi4bBoard.name) return err({ kind: 'unknown-board' })
  const opened = await openPi(rpi4bBoard, dataFolder)
  if (!opened.ok)
    return err({ kind: 'absent', detail: 'detail' in opened.fault ? opened.fault.detail : opened.fault.kind })
  const { data, ...parts } = opened.value
  return ok({ ...parts, label: data.label, pixelsPerMillimetre: pixelsPerMillimetre(data) })
}

// On the desk a simulated student watches the screen and presses the fingers it asks for.
async function openDeskForConsole(dataFolder: string): Promise<ConsoleBoard> {
  const fast = process.env['REKAM_DESK'] === 'fast'
  const desk = await openDesk({ dataFolder, portraitSeed: 'desk', paced: !fast })
  let ticket = ''
  const student = createDeskStudent(createRealClock(), desk.sensor, () => `desk-${ticket}`, fast ? 20 : 900)
  return {
    openScanner: desk.openScanner,
    camera: desk.camera,
    indicator: desk.indicator,
    buttons: desk.buttons,
    facts: desk.facts,
    link: desk.link,
    media: desk.media,
    close: () => desk.close(),
    label: desk.data.label,
    pixelsPerMillimetre: pixelsPerMillimetre(desk.data),
    watch(screen) {
      ticket = screen.ticket ?? ''
      const { body } = screen
      student.see(body.kind === 'finger' ? { position: body.current, phase: body.phase } : undefined)
    },
  }
}
