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

  constructor(clock: Clock, jpeg: Uint8Array) {
    this.#clock = clock
    this.#jpeg = jpeg
  }

  /** The next so many stills end in this fault. */
  break(kind: CameraMishap, times: number): void {
    this.#fault = { kind, times }
  }

  async *preview(signal: AbortSignal): AsyncGenerator<Result<Uint8Array, CameraFault>> {
    yield ok(this.#jpeg)
    if (signal.aborted) return
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  async still(signal: AbortSignal): Promise<Result<Uint8Array, CameraFault>> {
    await this.#clock.sleep(500, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (!this.#fault || this.#fault.times === 0) return ok(new Uint8Array(this.#jpeg))
    this.#fault.times -= 1
    const { kind } = this.#fault
    if (kind === 'hung') await this.#clock.sleep(12_000, signal)
    return err(kind === 'failed' ? { kind, exitCode: 255, detail: 'busy' } : { kind })
  }

  async close(): Promise<void> {}
}
