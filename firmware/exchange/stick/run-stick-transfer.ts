import type { RemovableMedia } from '../../../hal/contract/removable-media.ts'
import { noSticks, stepStickTransfer } from './step-stick-transfer.ts'
import type { StickTransferEffect, StickTransferEvent, StickTransferState } from './stick-transfer-state.ts'
import { causeOf, doStickWork, type HeldStick, type StickWorkParts } from './stick-work.ts'

export interface StickTransferParts extends StickWorkParts {
  readonly media: RemovableMedia
  /** Follows every new state. */
  readonly changed: (state: StickTransferState) => void
}

/** How long it is said that a stick was pulled too early, in milliseconds. */
const noticeMs = 60_000

/** Lets the machine and the sticks work together until `signal` aborts; then every stick is released. */
export async function runStickTransfer(parts: StickTransferParts, signal: AbortSignal): Promise<void> {
  const held = new Map<string, HeldStick>()
  let state = noSticks
  let work: Promise<void> = Promise.resolve()
  let timer = new AbortController()
  const send = (event: StickTransferEvent): void => {
    if (signal.aborted) return
    const { state: next, effects } = stepStickTransfer(state, event)
    const changed = next !== state
    state = next
    for (const effect of effects) perform(effect)
    if (changed) parts.changed(state)
  }
  const perform = (effect: StickTransferEffect): void => {
    if (effect.type === 'timer') {
      timer.abort()
      timer = new AbortController()
      const mine = AbortSignal.any([timer.signal, signal])
      void parts.clock.sleep(noticeMs, mine).then(() => mine.aborted || send({ type: 'time-up' }))
      return
    }
    const one = held.get(effect.id)
    // One thing at a time, also when a stick went and its last call has not come back yet.
    if (one) work = work.then(async () => send(await doStickWork(parts, one, effect.type, send, signal)))
  }
  const watching = new AbortController()
  const stop = () => void work.then(() => watching.abort())
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  for await (const change of parts.media.watch(watching.signal)) {
    if (change.kind === 'attached') {
      held.set(change.stick.id, { stick: change.stick, written: [] })
      send({ type: 'attached', id: change.stick.id })
    } else if (change.kind === 'unusable') {
      send({ type: 'unusable', id: change.id, cause: causeOf(change.fault) })
    } else {
      held.delete(change.id)
      send({ type: 'detached', id: change.id })
    }
  }
}
