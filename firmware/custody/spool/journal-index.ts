import type { Json } from '../../core/canonical-json.ts'
import { type EntryOf, type JournalEntry, readJournalEntry } from '../journal/journal-entry.ts'

/** A note that is taken once of a receipt: that it is stored, or that it is not about our own batch. */
export type ReceiptNote = EntryOf<'receipt' | 'fork' | 'rolled-back'>

/**
 * The lines of the spool's journal, sorted by the questions asked. Every question first takes in the lines that came
 * since the last one, so an answer costs the same with ten packets as with ten thousand.
 */
export class JournalIndex {
  readonly #entries: readonly Json[]
  #read = 0
  readonly #packets = new Map<string, number | undefined>()
  readonly #closings = new Map<string, EntryOf<'packet' | 'erased'>>()
  readonly #batches = new Map<number, EntryOf<'batch'>>()
  readonly #purges = new Map<number, EntryOf<'purge'>>()
  readonly #forks = new Set<number>()
  readonly #notes = new Set<string>()
  readonly #rebuilt: EntryOf<'rebuilt'>[] = []
  readonly #days: EntryOf<'day'>[] = []
  readonly #damaged = new Map<string, EntryOf<'damaged'>>()
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
  get closings(): ReadonlyMap<string, EntryOf<'packet' | 'erased'>> {
    return this.#upToDate().#closings
  }

  /** All manifests ever signed here, by number. */
  get batches(): ReadonlyMap<number, EntryOf<'batch'>> {
    return this.#upToDate().#batches
  }

  /** The records that receipts left, by the number of their batch. */
  get purges(): ReadonlyMap<number, EntryOf<'purge'>> {
    return this.#upToDate().#purges
  }

  /** Numbers under which the registry knows another batch. */
  get forks(): ReadonlySet<number> {
    return this.#upToDate().#forks
  }

  /** Whether a line about a receipt is in the journal already. */
  isNoted(line: ReceiptNote): boolean {
    return this.#upToDate().#notes.has(noteKey(line))
  }

  /** Journals that were damaged, oldest first. */
  get rebuilt(): readonly EntryOf<'rebuilt'>[] {
    return this.#upToDate().#rebuilt
  }

  /** Rotted files in quarantine: packets by hash, drafts by visit. */
  get damaged(): ReadonlyMap<string, EntryOf<'damaged'>> {
    return this.#upToDate().#damaged
  }

  /** Days of service, in their order. */
  get days(): readonly EntryOf<'day'>[] {
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
    this.#highestBoot = Math.max(this.#highestBoot, bootOf(entry))
    const line = readJournalEntry(entry)
    if (line) this.#sort(line)
  }

  #sort(line: JournalEntry): void {
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
        this.#purges.set(line.seq, line)
        return this.#countBatch(line.seq)
      case 'fork':
      case 'rolled-back':
        if (line.op === 'fork') this.#forks.add(line.seq)
        return void this.#notes.add(noteKey(line))
      case 'rebuilt':
        return void this.#rebuilt.push(line)
      case 'damaged':
        return void this.#damaged.set(line.sha256 ?? line.visit ?? '', line)
      case 'day':
        return void this.#days.push(line)
      case 'started':
        // Its boot is counted like that of any line.
        return
      case 'key-list':
        this.#highestKeyList = Math.max(this.#highestKeyList, line.number)
    }
  }

  #countBatch(seq: number): void {
    this.#highestSeq = Math.max(this.#highestSeq, seq)
  }
}

function noteKey(line: ReceiptNote): string {
  return line.op === 'receipt'
    ? `${line.op} ${line.seq} ${line.sha256}`
    : `${line.op} ${line.seq} ${line.root} ${line.receipt}`
}

// Of a line that this version does not know too: no number of a start may be used twice.
function bootOf(entry: Json | undefined): number {
  const { boot, time } = (entry ?? {}) as {
    readonly boot?: unknown
    readonly time?: { readonly boot?: unknown }
  }
  return Math.max(count(boot), count(time?.boot))
}

function count(value: unknown): number {
  return Number.isSafeInteger(value) ? Number(value) : 0
}
