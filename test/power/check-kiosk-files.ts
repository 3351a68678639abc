import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { sha256Hex } from '../../firmware/core/hash.ts'
import type { PieceName } from '../../firmware/core/piece-name.ts'
import { readJournal } from '../../firmware/custody/journal/journal.ts'
import { listDrafts } from '../../firmware/custody/spool/draft.ts'
import { visitEntrySchema } from '../../firmware/recording/visit/visit-entry.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import type { PanelPromise } from './screen-promise.ts'

const personal = ['SITI AMINAH', '6311064511090001', '0091234567', 'AHMAD FAUZAN', '6311011203100002']
const pngMagic = Buffer.from('89504e470d0a1a0a', 'hex')

/** Faults in a kiosk's folder after a cut, in words; before anything is started on it. */
export async function checkKioskFiles(data: string, { visit, codes }: PanelPromise): Promise<string[]> {
  const broken = readablePaths(data).map((path) => `${relative(data, path)} can be read`)
  const disk = createNodeDisk(data)
  const journal = await readJournal(disk, 'spool/journal.jsonl')
  if (!journal.ok) return [...broken, `the spool's journal: ${journal.fault.kind}`]
  const sealed = new Set(
    journal.value.entries.flatMap((entry) => {
      const { op, visit: id } = entry as { op?: unknown; visit?: unknown }
      return op === 'packet' ? [id] : []
    }),
  )
  if (sealed.size < codes.length) broken.push(`${codes.length} receipts, ${sealed.size} packets`)
  const packets = pathsBelow(join(data, 'spool')).filter((path) => path.endsWith('.packet'))
  for (const path of packets) {
    if (!path.endsWith(`${sha256Hex(readFileSync(path))}.packet`)) broken.push('a packet is not whole')
  }
  const drafts = await listDrafts(disk)
  const kept = new Set<PieceName>()
  for (const id of drafts.ok ? drafts.value : []) {
    for (const piece of await keptPieces(data, id, broken)) if (!sealed.has(id)) kept.add(piece)
  }
  const lost = visit.pieces.filter((piece) => !kept.has(piece))
  // The visit that shows may be sealed already.
  if (sealed.size <= codes.length) broken.push(...lost.map((piece) => `${piece} is lost`))
  return broken
}

async function keptPieces(data: string, visitId: string, broken: string[]): Promise<PieceName[]> {
  const directory = `spool/draft/${visitId}`
  const journal = await readJournal(createNodeDisk(data), `${directory}/visit.jsonl`)
  if (!journal.ok) broken.push(`a draft's journal: ${journal.fault.kind}`)
  const kept: PieceName[] = []
  for (const line of journal.ok ? journal.value.entries : []) {
    const entry = visitEntrySchema.parse(line)
    if (entry.type !== 'kept') continue
    const path = join(data, directory, entry.file)
    const whole = existsSync(path) && sha256Hex(readFileSync(path)) === entry.sha256
    if (!whole) broken.push(`${entry.piece} is named and not whole`)
    kept.push(entry.piece)
  }
  return kept
}

// Files that the desk simulates beside the kiosk are not the kiosk's; names are in the roster, and nowhere else.
function readablePaths(data: string): string[] {
  const world = ['district', 'simulated', 'camera'].map((name) => join(data, name))
  const stills = pathsBelow(join(data, 'simulated/stills')).map((path) => readFileSync(path).subarray(0, 256))
  const pictures = [pngMagic, ...stills.filter(({ length }) => length > 0)]
  return pathsBelow(data)
    .filter((path) => !world.some((one) => path.startsWith(`${one}/`)))
    .filter((path) => {
      const inRoster = path.startsWith(join(data, 'roster/'))
      const secrets = inRoster ? pictures : [...pictures, ...personal]
      const bytes = readFileSync(path)
      return secrets.some((secret) => bytes.includes(secret))
    })
}

function pathsBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
}
