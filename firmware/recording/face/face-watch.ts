import type { Clock } from '../../../hal/contract/clock.ts'
import type { FaceFinder, FaceSession } from '../../../hal/contract/face-finder.ts'
import { type FaceHint, type FaceJudgement, judgeFace } from './judge-face.ts'

/** The request of the live picture just now; `unknown` before the first answer, and when nothing looks. */
export type LiveHint = FaceHint | 'ready' | 'unknown'

export interface FaceWatchParts {
  readonly clock: Clock
  readonly faces: FaceFinder
  /** Called when the finder does not answer: the photo is taken without it. */
  readonly lost: (kind: 'absent' | 'slow') => void
  /** Called, once for each person, when it is too dark: a lamp is for staff to bring. */
  readonly dark: () => void
}

const delays = {
  /** From one look at the live picture to the next: two or three a second. */
  look: 400,
  /** Until an answer is given up; the first one waits for the finder to start. */
  answer: 6_000,
} as const

/** Looks over a person for as long as they stand before the camera. */
export class FaceWatch {
  readonly #parts: FaceWatchParts
  #session: FaceSession | undefined
  #stopping = new AbortController()
  #looking: Promise<FaceJudgement | undefined> | undefined
  #told: (hint: LiveHint) => void = () => undefined
  #nextMs = 0
  #last: LiveHint = 'unknown'
  #shown: LiveHint = 'unknown'
  #wasDark = false

  constructor(parts: FaceWatchParts) {
    this.#parts = parts
  }

  /** A person comes before the camera; `told` hears every hint that has come to stay. */
  start(told: (hint: LiveHint) => void): void {
    void this.stop()
    this.#told = told
    this.#stopping = new AbortController()
    this.#session = this.#parts.faces.open()
    this.#nextMs = 0
    this.#last = 'unknown'
    this.#shown = 'unknown'
    this.#wasDark = false
  }

  /** A live frame. Most are let pass: one is looked at when the last answer is in and its time has come. */
  offer(frame: Uint8Array): void {
    const nowMs = this.#parts.clock.monotonicMs()
    if (this.#looking || nowMs < this.#nextMs) return
    this.#nextMs = nowMs + delays.look
    const { signal } = this.#stopping
    void this.#inTurn(frame, signal).then((judgement) => {
      if (!signal.aborted) this.#learn(judgement ? (judgement.hints[0] ?? 'ready') : 'unknown')
    })
  }

  /** Looks at a still; `undefined` when no look was possible, which is no reason not to take it. */
  judge(still: Uint8Array, signal: AbortSignal): Promise<FaceJudgement | undefined> {
    return this.#inTurn(still, AbortSignal.any([signal, this.#stopping.signal]))
  }

  /** No person is before the camera any more: all memory is freed. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    const session = this.#session
    this.#session = undefined
    await this.#looking
    await session?.close()
  }

  // One picture at a time: a still waits for the frame that is being looked at.
  async #inTurn(jpeg: Uint8Array, signal: AbortSignal): Promise<FaceJudgement | undefined> {
    const look = async (before = this.#looking) => {
      await before
      return this.#look(jpeg, signal)
    }
    const looking = look()
    this.#looking = looking
    const judgement = await looking
    if (this.#looking === looking) this.#looking = undefined
    return judgement
  }

  async #look(jpeg: Uint8Array, signal: AbortSignal): Promise<FaceJudgement | undefined> {
    if (!this.#session || signal.aborted) return undefined
    using deadline = this.#parts.clock.deadline(delays.answer, signal)
    const reading = await this.#session.read(jpeg, deadline.signal)
    if (reading.ok) return judgeFace(reading.value)
    if (reading.fault.kind === 'absent') this.#parts.lost('absent')
    else if (deadline.expired) this.#parts.lost('slow')
    return undefined
  }

  // A hint that is gone with the next look would only flicker.
  #learn(hint: LiveHint): void {
    const stays = hint === this.#last
    this.#last = hint
    if (!stays || hint === this.#shown) return
    this.#shown = hint
    if (hint === 'brighter' && !this.#wasDark) this.#parts.dark()
    this.#wasDark ||= hint === 'brighter'
    this.#told(hint)
  }
}
