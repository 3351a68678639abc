import { join } from 'node:path'
import type { Json } from '../../firmware/core/canonical-json.ts'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { jsonFrom } from '../../firmware/core/json-from.ts'
import { openDocument } from '../../firmware/custody/document/document.ts'
import { openJournal, readJournal } from '../../firmware/custody/journal/journal.ts'
import { openDraft } from '../../firmware/custody/spool/draft.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { PlantedFault } from '../../sim/disk/memory-disk.ts'
import { openStandSpool } from '../stand/spool-stand.ts'

/** Acknowledges item 1, 2, 3 ... with a good result, whatever that is worth. */
export type WriteItem = (item: number) => Promise<Result<unknown, unknown>>

/** The findings after a cut: items 1 to `upTo`, or something that cannot be read. */
export interface Found {
  readonly upTo: number
  readonly damaged: boolean
}

/** One way to write things down, as programs do. */
export interface WriteMethod {
  readonly name: string
  /** The step it leaves out. A method that leaves out nothing may never lose an acknowledged item. */
  readonly faults: readonly PlantedFault[]
  open(disk: Disk): Promise<WriteItem>
  /** Replaces `open` on a real folder: the program itself instead of its calls. */
  openFolder?(folder: string): Promise<WriteItem>
  find(disk: Disk): Promise<Found>
}

const text = (item: number) => Buffer.from(JSON.stringify({ item, filling: 'x'.repeat(1_000) }))
const itemIn = (raw: unknown) => (raw as { item?: unknown } | undefined)?.item
const numberOr0 = (raw: unknown) => (typeof raw === 'number' ? raw : 0)

/** A document that is written beside and renamed: what lowdb does, and what is done better. */
const document = {
  async open(disk: Disk) {
    return (item: number) =>
      inOrder([
        () => disk.write('.document.tmp', text(item)),
        () => disk.rename('.document.tmp', 'document'),
        () => disk.syncDirectory('.'),
      ])
  },
  async find(disk: Disk) {
    const file = await disk.read('document')
    const item = file.ok ? itemIn(jsonFrom(file.value)) : 0
    return { upTo: numberOr0(item), damaged: item === undefined }
  },
}

const adapter: Omit<WriteMethod, 'name' | 'faults'> = {
  async open(disk) {
    const opened = await openDocument(disk, 'state/counter.json', numberOr0, 0)
    if (!opened.ok) throw new Error(opened.fault.kind)
    return (item) => opened.value.replace(item)
  },
  async find(disk) {
    const opened = await openDocument(disk, 'state/counter.json', numberOr0, 0)
    return { upTo: opened.ok ? opened.value.value : 0, damaged: !opened.ok }
  },
}

const journal = {
  async open(disk: Disk): Promise<WriteItem> {
    const opened = await openJournal(disk, 'journal.jsonl')
    if (!opened.ok) throw new Error(opened.fault.kind)
    return (item) => opened.value.append({ item })
  },
  async find(disk: Disk) {
    const read = await readJournal(disk, 'journal.jsonl')
    return { upTo: read.ok ? read.value.entries.length : 0, damaged: !read.ok }
  },
}

/** A file for each item, written beside and renamed into a directory of whole ones. */
const maildir = {
  async open(disk: Disk): Promise<WriteItem> {
    for (const directory of ['tmp', 'new']) await disk.makeDirectory(directory)
    return (item) =>
      inOrder([
        () => disk.write(`tmp/${item}`, text(item)),
        () => disk.rename(`tmp/${item}`, `new/${item}`),
        () => disk.syncDirectory('new'),
      ])
  },
  async find(disk: Disk) {
    return findFiles(disk, (item) => `new/${item}`, text)
  },
}

const packetOf = (item: number) => Buffer.from(`packet of ${item}`)

const spool: Omit<WriteMethod, 'name' | 'faults'> = {
  async open(disk) {
    const opened = await openStandSpool(disk)
    return (item) => opened.addPacket(sha256Hex(packetOf(item)), `visit-${item}`, packetOf(item))
  },
  async find(disk) {
    return findFiles(disk, (item) => `spool/new/${sha256Hex(packetOf(item))}.packet`, packetOf)
  },
}

const draft: Omit<WriteMethod, 'name' | 'faults'> = {
  async open(disk) {
    await disk.makeDirectory('spool/draft')
    const opened = await openDraft(disk, 'visit')
    if (!opened.ok) throw new Error(opened.fault.kind)
    return (item) => opened.value.keep(`${item}.age`, text(item), { item } satisfies Json)
  },
  async find(disk) {
    const files = await findFiles(disk, (item) => `spool/draft/visit/${item}.age`, text)
    const lines = await readJournal(disk, 'spool/draft/visit/visit.jsonl')
    return { ...files, upTo: Math.min(files.upTo, lines.ok ? lines.value.entries.length : 0) }
  },
}

async function findFiles(
  disk: Disk,
  path: (item: number) => string,
  content: (item: number) => Uint8Array,
): Promise<Found> {
  for (let item = 1; ; item += 1) {
    const file = await disk.read(path(item))
    const whole = file.ok && Buffer.compare(file.value, content(item)) === 0
    if (!whole) return { upTo: item - 1, damaged: file.ok }
  }
}

async function openStockLowdb(folder: string): Promise<WriteItem> {
  const { JSONFilePreset } = await import('lowdb/node')
  const low = await JSONFilePreset<Record<string, unknown>>(join(folder, 'document'), {})
  return async (item) => {
    low.data = JSON.parse(text(item).toString())
    return ok(await low.write())
  }
}

const [file, directory] = ['skip-file-flush', 'skip-directory-flush'] as const

/** The table that real ext4 and the disk in memory are compared by (forward.md 3.2). */
export const writeMethods: readonly WriteMethod[] = [
  { name: 'lowdb as it comes', ...document, faults: [file, directory], openFolder: openStockLowdb },
  { name: 'renamed, only the name flushed', ...document, faults: [file] },
  { name: 'renamed, only the content flushed', ...document, faults: [directory] },
  { name: 'durable document', ...adapter, faults: [] },
  { name: 'journal', ...journal, faults: [] },
  { name: 'journal that never flushes', ...journal, faults: [file, directory] },
  { name: 'files, both flushed', ...maildir, faults: [] },
  { name: 'files, only the names flushed', ...maildir, faults: [file] },
  { name: 'files, only the contents flushed', ...maildir, faults: [directory] },
  { name: 'packets into the spool', ...spool, faults: [] },
  { name: 'pieces into a draft', ...draft, faults: [] },
]
