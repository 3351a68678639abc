import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { exhaustive } from '../../core/exhaustive.ts'
import { checkedFact } from '../../core/log/event-field.ts'
import { fingerPiece, type PieceName, pieceFile } from '../../core/piece-name.ts'
import { createExclusiveTask } from '../capture/exclusive-task.ts'
import { stepVisit } from '../visit/step-visit.ts'
import type { NewEntry } from '../visit/visit-entry.ts'
import type { Step, VisitEffect, VisitEvent, VisitTimer } from '../visit/visit-event.ts'
import { isVisitIntent } from '../visit/visit-intent.ts'
import type { VisitEnd, VisitState } from '../visit/visit-state.ts'
import { closeVisit } from './close-visit.ts'
import { entryOf, keepFinger, keepInk, keepPhoto } from './keep-piece.ts'
import { forgetPhotos, runPhoto, runPreview } from './run-photo.ts'
import { runAwaitLift, runPress, runPressAgain } from './run-press.ts'
import type { Dispatch, VisitMemory, VisitParts } from './visit-parts.ts'

/** `unsaved`: the disk refused to note the end, or to let the pieces go. */
export type VisitEnded = (end: VisitEnd, unsaved: DiskFault | undefined) => void

/** Runs one visit: the machine, and the hands that do what it asks. */
export class VisitRunner {
  readonly #parts: VisitParts
  readonly #changed: (state: VisitState) => void
  readonly #ended: VisitEnded
  readonly #memory: VisitMemory = {
    photos: [],
    photoNumber: 0,
    best: undefined,
    fingers: new Map(),
    templates: new Map(),
  }
  readonly #scanner = createExclusiveTask()
  readonly #camera = createExclusiveTask()
  readonly #timers = new Map<VisitTimer, AbortController>()
  #state: VisitState
  #writing: Promise<unknown> = Promise.resolve()
  readonly #work = new Set<{ readonly sinceMs: number }>()
  readonly #logged = new Set<string>()
  #stopped = false
  #readTenths = 0

  /** `changed` follows every new state; `ended` comes once, after nothing of the person is left in memory. */
  constructor(
    parts: VisitParts,
    first: Step<VisitState>,
    changed: (state: VisitState) => void,
    ended: VisitEnded,
  ) {
    this.#parts = parts
    this.#changed = changed
    this.#ended = ended
    this.#state = first.state
    for (const effect of first.effects) this.#perform(effect)
  }

  get state(): VisitState {
    return this.#state
  }

  /** The photos that wait for approval, left to right; none before and after. */
  get photos(): readonly Uint8Array[] {
    return this.#memory.photos
  }

  /** Counts how often photos were taken, so that each has an address of its own. */
  get photoNumber(): number {
    return this.#memory.photoNumber
  }

  /** Percent of a finger's picture that has come, while the student may lift; else `undefined`. */
  get reading(): number | undefined {
    const { stage } = this.#state
    const coming = (stage.type === 'finger' || stage.type === 'verify') && stage.step === 'lift'
    return coming ? 10 * this.#readTenths : undefined
  }

  /** When the oldest work began that waits for no person (writing, closing, ending); `undefined` without one. */
  get workingSinceMs(): number | undefined {
    const [oldest] = this.#work
    return oldest?.sinceMs
  }

  readonly send = (event: VisitEvent): void => {
    if (this.#stopped) return
    const before = this.#state
    if (!isVisitIntent(event) && event.type === 'press-taken') this.#readTenths = 0
    const stepped = stepVisit(before, event)
    this.#state = stepped.state
    for (const effect of stepped.effects) this.#perform(effect)
    if (stepped.state !== before) this.#changed(this.#state)
  }

  /** Stops every part and forgets the person; files on the disk stay, as after a power cut. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers.values()) timer.abort()
    const { faceWatch } = this.#parts
    await Promise.all([this.#scanner.stop(), this.#camera.stop(), faceWatch.stop(), this.#writing])
    forgetPhotos(this.#memory)
    this.#memory.best = undefined
    this.#memory.templates.clear()
    this.#memory.fingers.clear()
    this.#parts.frames.clear()
    await this.#parts.scanner.current?.light('off')
  }

  async #checkBirthDate(digits: string): Promise<void> {
    const said = await this.#parts.checkBirthDate(digits)
    this.send({ type: 'birth-date-checked', said })
  }

  #perform(effect: VisitEffect): void {
    const parts = this.#parts
    const memory = this.#memory
    switch (effect.type) {
      case 'check-birth-date':
        return void this.#checkBirthDate(effect.digits)
      case 'preview':
        return this.#preview(effect.on)
      case 'take-photo':
        return this.#camera.run((signal) => runPhoto(parts, memory, signal, this.#whileWanted(signal)))
      case 'keep-photo':
        return this.#record(keepPhoto(parts, memory, effect), 'face')
      case 'keep-ink':
        return this.#record(keepInk(parts, effect), effect.piece)
      case 'press':
        if (effect.first) memory.best = undefined
        return this.#scanner.run((signal) =>
          runPress(parts, memory, effect, signal, this.#whileWanted(signal), this.#read),
        )
      case 'keep-finger':
        return this.#record(keepFinger(parts, memory, effect), fingerPiece(effect.position))
      case 'reopen-finger':
        memory.fingers.delete(effect.position)
        memory.templates.delete(effect.position)
        return this.#record(parts.visitStore.append({ type: 'reopened', position: effect.position }))
      case 'press-again':
        return this.#scanner.run((signal) =>
          runPressAgain(parts, memory, effect.position, signal, this.#whileWanted(signal), this.#read),
        )
      case 'await-lift':
        return this.#scanner.run((signal) => runAwaitLift(parts, signal, this.#whileWanted(signal)))
      case 'stop-scanner':
        return void this.#scanner.stop()
      case 'note':
        return this.#record(parts.visitStore.append(entryOf(parts, effect.entry)))
      case 'keep-held':
        return this.#write(this.#keepHeld())
      case 'close-packet':
        return this.#write(this.#closePacket())
      case 'timer':
        return this.#setTimer(effect.timer, effect.ms)
      case 'stop-timer':
        return this.#timers.get(effect.timer)?.abort()
      case 'call-help':
        return parts.callHelp()
      case 'end':
        return this.#follow(this.#end(effect.end))
      default:
        return exhaustive(effect)
    }
  }

  #preview(on: boolean): void {
    const { faceWatch, frames } = this.#parts
    if (!on) {
      void faceWatch.stop()
      return void this.#camera.stop().then(() => frames.clear())
    }
    forgetPhotos(this.#memory)
    this.#camera.run((signal) => runPreview(this.#parts, signal, this.#whileWanted(signal)))
  }

  readonly #read = (share: number): void => {
    const tenths = Math.floor(10 * share)
    if (tenths === this.#readTenths) return
    this.#readTenths = tenths
    this.#changed(this.#state)
  }

  // Work that was called off may still end well: its report is then about a moment that is over.
  #whileWanted(signal: AbortSignal): Dispatch {
    return (event) => {
      if (!signal.aborted) this.send(event)
    }
  }

  #setTimer(timer: VisitTimer, ms: number): void {
    if (this.#stopped) return
    this.#timers.get(timer)?.abort()
    const alarm = new AbortController()
    this.#timers.set(timer, alarm)
    void this.#parts.clock.sleep(ms, alarm.signal).then(() => {
      if (!alarm.signal.aborted) this.send({ type: 'time-up', timer })
    })
  }

  #record(work: Promise<Result<NewEntry, DiskFault>>, piece?: PieceName): void {
    this.#write(
      work.then((done) => {
        if (done.ok) return { type: 'recorded', entry: done.value }
        this.#logRefusal(done.fault, piece)
        return storageFailed(done.fault)
      }),
    )
  }

  // Once: it is tried again every few seconds, for as long as the student is here.
  #logRefusal({ kind }: DiskFault, piece?: PieceName): void {
    const { log, visitStore } = this.#parts
    const refusal = `${piece} ${kind}`
    if (this.#logged.has(refusal)) return
    this.#logged.add(refusal)
    log('piece-not-kept', {
      visit: checkedFact('visit', visitStore.visitId),
      piece: piece && checkedFact('file', pieceFile(piece)),
      fault: kind,
    })
  }

  async #keepHeld(): Promise<VisitEvent> {
    const { kept, fault } = await this.#parts.visitStore.keepHeld()
    for (const entry of kept) this.send({ type: 'recorded', entry })
    return fault ? storageFailed(fault) : { type: 'nothing-held' }
  }

  async #closePacket(): Promise<VisitEvent> {
    const { keeping, visitStore, person, packetFacts } = this.#parts
    const closed = await closeVisit(keeping, visitStore, this.#state.record, person(), packetFacts())
    if (closed.ok) return { type: 'packet-kept', ...closed.value.receipt }
    this.#logRefusal(closed.fault)
    return storageFailed(closed.fault)
  }

  // The end waits for these: a draft must not be erased while a piece is still on its way into it.
  #write(work: Promise<VisitEvent>): void {
    this.#writing = Promise.all([this.#writing, work.then(this.send)])
    this.#follow(work)
  }

  #follow(work: Promise<unknown>): void {
    const begun = { sinceMs: this.#parts.clock.monotonicMs() }
    this.#work.add(begun)
    void work.finally(() => this.#work.delete(begun))
  }

  async #end(end: VisitEnd): Promise<void> {
    await this.stop()
    const left = await leaveDraft(this.#parts, end)
    this.#ended(end, left.ok ? undefined : left.fault)
  }
}

async function leaveDraft({ visitStore }: VisitParts, end: VisitEnd): Promise<Result<unknown, DiskFault>> {
  if (end.kind === 'parked') {
    // The last moment at which what the disk refused can still be kept.
    await visitStore.keepHeld()
    // For the record a stranger at the panel is one who left.
    return visitStore.append({ type: 'parked', reason: end.reason === 'quiet' ? 'quiet' : 'left' })
  }
  return end.kind === 'erased' ? visitStore.erase(end.reason) : ok()
}

function storageFailed(fault: DiskFault): VisitEvent {
  const known = fault.kind === 'full' || fault.kind === 'read-only' ? fault.kind : 'broken'
  return { type: 'record-failed', fault: known }
}
