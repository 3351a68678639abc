import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { exhaustive } from '../base/exhaustive.ts'
import { drawInk } from '../capture/ink-image.ts'
import { encodeGreyPng } from '../record/grey-png.ts'
import { closeVisit } from './close-visit.ts'
import { createLane } from './lane.ts'
import { runPhoto, runPreview } from './run-photo.ts'
import { runAwaitLift, runPress, runPressAgain } from './run-press.ts'
import { stepVisit } from './step-visit.ts'
import type { NewEntry } from './visit-entry.ts'
import type { Step, VisitEffect, VisitEvent, VisitTimer } from './visit-event.ts'
import type { PressFacts } from './visit-keeper.ts'
import type { VisitMemory, VisitParts } from './visit-parts.ts'
import { fingerPiece } from './visit-record.ts'
import type { VisitEnd, VisitState } from './visit-state.ts'

/** A visit in progress: the machine, and the hands that do what it asks. */
export interface VisitRun {
  readonly state: VisitState
  /** The photo that waits for approval; `undefined` before and after. */
  readonly photo: Uint8Array | undefined
  send(event: VisitEvent): void
  /** Stops all parts without ending the visit: it stays parked on the disk as after a power cut. */
  stop(): Promise<void>
}

/** Runs a visit from `first` on. `changed` follows every new state, `ended` comes once, after the clean-up. */
export function runVisit(
  parts: VisitParts,
  first: Step<VisitState>,
  changed: (state: VisitState) => void,
  ended: (end: VisitEnd) => void,
): VisitRun {
  const memory: VisitMemory = { photo: undefined, best: undefined, templates: new Map() }
  const scanner = createLane()
  const camera = createLane()
  const timers = new Map<VisitTimer, AbortController>()
  let { state } = first
  let stopped = false
  const send = (event: VisitEvent) => {
    if (stopped) return
    const stepped = stepVisit(state, event)
    const different = stepped.state !== state
    state = stepped.state
    for (const effect of stepped.effects) perform(effect)
    if (different) changed(state)
  }
  const stop = async () => {
    stopped = true
    for (const timer of timers.values()) timer.abort()
    await Promise.all([scanner.stop(), camera.stop()])
    memory.photo = undefined
    memory.best = undefined
    memory.templates.clear()
    parts.frames.clear()
    await parts.scanner.current?.light('off')
  }
  const record = (work: Promise<Result<NewEntry, DiskFault>>) => void report(work, send)
  const setTimer = (timer: VisitTimer, ms: number | undefined) => {
    timers.get(timer)?.abort()
    if (ms === undefined) return
    const alarm = new AbortController()
    timers.set(timer, alarm)
    void parts.clock.sleep(ms, alarm.signal).then(() => {
      if (!alarm.signal.aborted) send({ was: 'time-up', timer })
    })
  }
  const perform = (effect: VisitEffect): void => {
    switch (effect.effect) {
      case 'check-birth-date':
        return send({ was: 'birth-date-checked', right: parts.checkBirthDate(effect.digits) })
      case 'preview':
        memory.photo = effect.on ? undefined : memory.photo
        return effect.on
          ? camera.run((signal) => runPreview(parts, signal, send))
          : void camera.stop().then(() => parts.frames.clear())
      case 'take-photo':
        return camera.run((signal) => runPhoto(parts, memory, signal, send))
      case 'keep-photo':
        return record(keepPhoto(parts, memory, effect.attempts))
      case 'keep-ink': {
        const { widthPx, heightPx, pixels } = drawInk(effect.strokes)
        return record(
          parts.keeper.keep(effect.piece, encodeGreyPng(widthPx, heightPx, pixels), { attempts: 1 }),
        )
      }
      case 'press':
        if (effect.first) memory.best = undefined
        return scanner.run((signal) => runPress(parts, memory, effect.position, signal, send))
      case 'keep-finger':
        return record(keepFinger(parts, memory, effect))
      case 'press-again':
        return scanner.run((signal) => runPressAgain(parts, memory, effect.position, signal, send))
      case 'await-lift':
        return scanner.run((signal) => runAwaitLift(parts, signal, send))
      case 'stop-scanner':
        return void scanner.stop()
      case 'note':
        return record(parts.keeper.note(entryOf(parts, effect.entry)))
      case 'close-packet':
        return void closePacket(parts, state, send)
      case 'timer':
        return setTimer(effect.timer, effect.ms)
      case 'stop-timer':
        return setTimer(effect.timer, undefined)
      case 'call-help':
        return parts.callHelp()
      case 'end':
        return void stop()
          .then(() => finish(parts, effect.end))
          .then(() => ended(effect.end))
      default:
        return exhaustive(effect)
    }
  }
  for (const effect of first.effects) perform(effect)
  return {
    get state() {
      return state
    },
    get photo() {
      return memory.photo
    },
    send,
    stop,
  }
}

type Send = (event: VisitEvent) => void

async function report(work: Promise<Result<NewEntry, DiskFault>>, send: Send): Promise<void> {
  const done = await work
  send(
    done.ok
      ? { was: 'recorded', entry: done.value }
      : { was: 'record-failed', fault: storageFault(done.fault) },
  )
}

function storageFault(fault: DiskFault): 'full' | 'read-only' | 'broken' {
  return fault.kind === 'full' || fault.kind === 'read-only' ? fault.kind : 'broken'
}

async function keepPhoto(parts: VisitParts, memory: VisitMemory, attempts: number) {
  const { photo } = memory
  if (!photo) throw new Error('approved a photo that was never taken')
  const kept = await parts.keeper.keep('face', photo, { attempts })
  memory.photo = undefined
  return kept
}

async function keepFinger(
  parts: VisitParts,
  memory: VisitMemory,
  effect: Extract<VisitEffect, { effect: 'keep-finger' }>,
) {
  const { best } = memory
  if (!best) throw new Error('kept a finger that was never pressed')
  const { widthPx, heightPx, pixels, dpi } = best.image
  const facts: PressFacts = { attempts: effect.attempts, score: best.quality.score, weak: effect.weak }
  const png = encodeGreyPng(widthPx, heightPx, pixels, dpi)
  const kept = await parts.keeper.keep(fingerPiece(effect.position), png, facts)
  memory.best = undefined
  return kept
}

function entryOf(parts: VisitParts, entry: Extract<VisitEffect, { effect: 'note' }>['entry']): NewEntry {
  if (entry.type !== 'assent') return entry
  return { type: 'assented', text: parts.assentText(), consentRef: parts.person().consentRef }
}

async function closePacket(parts: VisitParts, state: VisitState, send: Send): Promise<void> {
  const { keeping, keeper } = parts
  const closed = await closeVisit(keeping, keeper, state.record, parts.person(), parts.packetFacts())
  send(
    closed.ok
      ? { was: 'packet-kept', code: closed.value.code }
      : { was: 'record-failed', fault: storageFault(closed.fault) },
  )
}

async function finish(parts: VisitParts, end: VisitEnd): Promise<Result<unknown, DiskFault>> {
  switch (end.kind) {
    case 'kept':
      return ok()
    case 'parked':
      return parts.keeper.note({ type: 'parked', reason: end.reason })
    case 'erased':
      return parts.keeper.erase(end.reason)
  }
}
