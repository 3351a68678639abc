import { deskBoard } from '../desk/board.ts'
import { rpi3bBoard } from '../rpi3b/board.ts'
import { rpi4bBoard } from '../rpi4b/board.ts'
import { rpi5Board } from '../rpi5/board.ts'
import { zero2wBoard } from '../zero2w/board.ts'
import type { BoardData, PiData } from './board-data.ts'

export const piBoards: readonly PiData[] = [rpi3bBoard, rpi4bBoard, rpi5Board, zero2wBoard]

/** Every board that can be named. */
export const allBoards: readonly (BoardData | PiData)[] = [deskBoard, ...piBoards]
