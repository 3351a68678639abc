import type { BoardFault } from '../../firmware/console/boards.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { type DeviceTree, readDeviceTree } from '../../hal/linux/device-tree.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { mostOverrideBytes, readOverride } from '../override/read-override.ts'
import { allBoards, piBoards } from './all-boards.ts'
import type { BoardData, PiData } from './board-data.ts'

/** Where a site writes what is different about its box; in the data folder. */
const overrideFile = 'board.toml'

/** The data of a board as this site has it: by name or found out, with `board.toml` applied. */
export async function siteBoard(
  name: string,
  dataFolder: string,
): Promise<Result<BoardData | PiData, BoardFault>> {
  const chosen = chooseBoard(name, readDeviceTree)
  if (!chosen.ok) return chosen
  const file = `${dataFolder}/${overrideFile}`
  const bytes = await readSmallFile(dataFolder)
  if (!bytes.ok) return err({ kind: 'bad-settings', file, faults: [{ words: bytes.fault }] })
  if (!bytes.value) return chosen
  const changed = readOverride(chosen.value, bytes.value)
  return changed.ok ? changed : err({ kind: 'bad-settings', file, faults: changed.fault })
}

/** The file's bytes, nothing where there is none, or in Indonesian why it was not read. */
async function readSmallFile(dataFolder: string): Promise<Result<Uint8Array | undefined, string>> {
  const disk = createNodeDisk(dataFolder)
  const listed = await disk.list('.')
  const entry = listed.ok ? listed.value.find(({ name }) => name === overrideFile) : undefined
  if (!entry) return ok(undefined)
  if (entry.bytes > mostOverrideBytes) return err(`lebih besar dari ${mostOverrideBytes} byte`)
  const read = await disk.read(overrideFile)
  return read.ok ? ok(read.value) : err(`tidak terbaca (${read.fault.kind})`)
}

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
