import type { KioskBoard } from './host.ts'

/** Lets go of every part of a board that no kiosk has taken over. */
export async function closeBoard(board: KioskBoard): Promise<void> {
  board.indicator.close()
  board.buttons.close()
  await board.camera.close()
  await board.close()
}
