import type { Json } from '../../core/canonical-json.ts'
import type { DamagedLine } from '../journal/damaged-line.ts'
import type { RebuiltLine } from '../journal/open-or-recover-journal.ts'
import { type Stamp, stampSchema } from '../packet/packet.ts'
import type { BatchLine } from './batch-line.ts'
import { type PurgeRecord, readPurgeRecord } from './purge-record.ts'

/** How a visit ended, and the hash of its packet if that is how. */
export type VisitClosing = { readonly op: 'packet'; readonly sha256: string } | { readonly op: 'erased' }

/** The first ticket of a day of service. Orders days by the journal, whatever the clock says. */
export interface DayLine {
  readonly op: 'day'
  /** `YYYY-MM-DD` at the school, as far as the clock could tell. */
  readonly day: string
  readonly time: Stamp
}

/** A line noted once for a receipt: that it is stored, or that it is not about our own batch. */
export type NoteLine =
  | { readonly op: 'receipt'; readonly seq: number; readonly sha256: string }
  | {
      readonly op: 'fork' | 'rolled-back'
      readonly seq: number
      readonly root: string
      /** The registry's number of the receipt. */
      readonly receipt: number
    }

type SpoolLine =
  | { readonly op: 'packet'; readonly sha256: string; readonly visit?: string; readonly bytes?: number }
  | { readonly op: 'erased'; readonly visit: string; readonly reason: string }
  | { readonly op: 'purge'; readonly seq: number }
  | NoteLine
  | BatchLine
  | RebuiltLine
  | DamagedLine
  | DayLine
  /** A start of the kiosk. */
  | { readonly op: 'started'; readonly boot: number }
  /** A key list that came into force. */
  | { readonly op: 'key-list'; readonly number: number }

/**
 * The lines of the spool's journal, sorted by the questions asked. Every question first takes in the lines that came
 * since the last one, so an answer costs the same with ten packets as with ten thousand.
 */
export class JournalIndex {
  readonly #entries: readonly Json[]
  #read = 0
  readonly #packets = new Map<string, number | undefined>()
  readonly #closings = new Map<string, VisitClosing>()
  readonly #batches = new Map<number, BatchLine>()
  readonly #tombstones = new Map<number, PurgeRecord>()
  readonly #forks = new Set<number>()
  readonly #notes = new Set<string>()
  readonly #rebuilt: RebuiltLine[] = []
  readonly #days: DayLine[] = []
  readonly #damaged = new Map<string, DamagedLine>()
  #highestSeq = 0
  #highestBoot = 0
  #highestKeyList = 0

  /** `entries` may grow. */
  constructor(entries: readonly Json[]) {
    this.#entries = entries
  }

  /** All packets ever kept: their sizes in bytes, as far as known, by their hashes. */
  get packets(): ReadonlyMap<string, number | undefined> {
    return this.#upToDate().#packets
  }

  /** How visits ended, by their id. */
  get closings(): ReadonlyMap<string, VisitClosing> {
    return this.#upToDate().#closings
  }

  /** All manifests ever signed here, by number. */
  get batches(): ReadonlyMap<number, BatchLine> {
    return this.#upToDate().#batches
  }

  /** The records that receipts left, by the number of their batch. */
  get tombstones(): ReadonlyMap<number, PurgeRecord> {
    return this.#upToDate().#tombstones
  }

  /** Numbers under which the registry knows another batch. */
  get forks(): ReadonlySet<number> {
    return this.#upToDate().#forks
  }

  /** Whether a line about a receipt is in the journal already. */
  isNoted(line: NoteLine): boolean {
    return this.#upToDate().#notes.has(noteKey(line))
  }

  /** Journals that were damaged, oldest first. */
  get rebuilt(): readonly RebuiltLine[] {
    return this.#upToDate().#rebuilt
  }

  /** Rotted files in quarantine: packets by hash, drafts by visit. */
  get damaged(): ReadonlyMap<string, DamagedLine> {
    return this.#upToDate().#damaged
  }

  /** Days of service, in their order. */
  get days(): readonly DayLine[] {
    return this.#upToDate().#days
  }

  /** The highest batch number that any line names; 0 for none. */
  get highestSeq(): number {
    return this.#upToDate().#highestSeq
  }

  /** The highest start of the kiosk that any line names; 0 for none. */
  get highestBoot(): number {
    return this.#upToDate().#highestBoot
  }

  /** The highest number of a key list that was ever in force; 0 for none. */
  get highestKeyList(): number {
    return this.#upToDate().#highestKeyList
  }

  #upToDate(): this {
    for (; this.#read < this.#entries.length; this.#read += 1) this.#take(this.#entries[this.#read])
    return this
  }

  #take(entry: Json | undefined): void {
    if (typeof entry !== 'object' || entry === null || !('op' in entry)) return
    const line = entry as unknown as SpoolLine
    this.#highestBoot = Math.max(this.#highestBoot, bootOf(entry))
    switch (line.op) {
      case 'packet':
        this.#packets.set(line.sha256, line.bytes)
        if (line.visit !== undefined) this.#closings.set(line.visit, line)
        return
      case 'erased':
        return void this.#closings.set(line.visit, line)
      case 'batch':
        this.#batches.set(line.seq, line)
        return this.#countBatch(line.seq)
      case 'receipt':
        this.#notes.add(noteKey(line))
        return this.#countBatch(line.seq)
      case 'purge':
        return this.#bury(entry)
      case 'fork':
      case 'rolled-back':
        if (line.op === 'fork') this.#forks.add(line.seq)
        return void this.#notes.add(noteKey(line))
      case 'rebuilt':
        return void this.#rebuilt.push(line)
      case 'damaged':
        return void this.#damaged.set(line.sha256 ?? line.visit ?? '', line)
      case 'day':
        if (stampSchema.safeParse(line.time).success) this.#days.push(line)
        return
      case 'started':
        // Its boot is counted like that of any line.
        return
      case 'key-list':
        this.#highestKeyList = Math.max(this.#highestKeyList, count(line.number))
    }
  }

  #bury(entry: Json): void {
    const stone = readPurgeRecord(entry)
    if (!stone) return
    this.#tombstones.set(stone.seq, stone)
    this.#countBatch(stone.seq)
  }

  #countBatch(seq: number): void {
    this.#highestSeq = Math.max(this.#highestSeq, count(seq))
  }
}

function noteKey(line: NoteLine): string {
  return line.op === 'receipt'
    ? `${line.op} ${line.seq} ${line.sha256}`
    : `${line.op} ${line.seq} ${line.root} ${line.receipt}`
}

function bootOf(entry: object): number {
  const { boot, time } = entry as { readonly boot?: unknown; readonly time?: { readonly boot?: unknown } }
  return Math.max(count(boot), count(time?.boot))
}

// A last line that rotted is named by no other: what should be a number may be anything.
function count(value: unknown): number {
  return Number.isSafeInteger(value) ? Number(value) : 0
}
