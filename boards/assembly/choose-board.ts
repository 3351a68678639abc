import type { BoardFault } from '../../firmware/console/boards.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { DeviceTree } from '../../hal/linux/device-tree.ts'
import { allBoards, piBoards } from './all-boards.ts'
import type { BoardData, PiData } from './board-data.ts'

/** The board of that name; with `auto` the one that the device tree tells of. */
export function chooseBoard(
  name: string,
  readTree: () => DeviceTree | undefined,
): Result<BoardData | PiData, BoardFault> {
  if (name !== 'auto') {
    const named = allBoards.find((board) => board.name === name)
    return named ? ok(named) : err({ kind: 'unknown-board' })
  }
  const tree = readTree()
  const found = tree?.compatible
    .map((text) => piBoards.find(({ compatible }) => compatible.includes(text)))
    .find((board) => board !== undefined)
  return found
    ? ok(found)
    : err({ kind: 'not-recognised', model: tree && (tree.model || tree.compatible[0]) })
}
