import type { Camera, CameraFault } from '../../hal/contract/camera.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { CameraMishap } from './plan.ts'

/** A camera under the world's hands: always the same picture, and faults that are asked for. */
export class CameraHand implements Camera {
  readonly model = 'CameraHand'
  readonly #clock: Clock
  readonly #jpeg: Uint8Array
  #fault: { readonly kind: CameraMishap; times: number } | undefined
  #turn = new AbortController()
  #cable = new AbortController()

  constructor(clock: Clock, jpeg: Uint8Array) {
    this.#clock = clock
    this.#jpeg = jpeg
  }

  /** The next `times` stills end in this fault. */
  break(kind: CameraMishap, times: number): void {
    this.#fault = { kind, times }
  }

  unplug(): void {
    this.#cable.abort()
  }

  plug(): void {
    this.#cable = new AbortController()
  }

  async *preview(signal: AbortSignal): AsyncGenerator<Result<Uint8Array, CameraFault>> {
    const turn = this.#take()
    const cable = this.#cable.signal
    const over = AbortSignal.any([signal, turn, cable])
    while (!over.aborted) {
      yield ok(this.#jpeg)
      await this.#clock.sleep(everyMs, over)
    }
    if (cable.aborted && !turn.aborted && !signal.aborted) yield err({ kind: 'absent' })
  }

  async still(signal: AbortSignal): Promise<Result<Uint8Array, CameraFault>> {
    const turn = this.#take()
    const over = AbortSignal.any([signal, turn])
    await this.#clock.sleep(500, over)
    if (over.aborted) return err({ kind: 'cancelled' })
    if (this.#cable.signal.aborted) return err({ kind: 'absent' })
    if (!this.#fault || this.#fault.times === 0) return ok(new Uint8Array(this.#jpeg))
    this.#fault.times -= 1
    const { kind } = this.#fault
    if (kind === 'hung') await this.#clock.sleep(12_000, signal)
    return err(kind === 'failed' ? { kind, exitCode: 255, detail: 'busy' } : { kind })
  }

  async close(): Promise<void> {
    this.#turn.abort()
  }

  #take(): AbortSignal {
    this.#turn.abort()
    this.#turn = new AbortController()
    return this.#turn.signal
  }
}

// A live picture that moves too often makes a day of the world long.
const everyMs = 60_000
