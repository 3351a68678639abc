import type { Clock } from '../../hal/contract/clock.ts'
import type {
  FingerImage,
  FingerPresence,
  FingerprintScanner,
  ScannerFault,
} from '../../hal/contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { Finger, Glass } from './box.ts'
import type { ScannerMishap } from './plan.ts'

const sidePx = 64

/** A scanner under the world's hands: a glass, and faults that are asked for. As quick as memory, for long days. */
export class ScannerHand implements Glass {
  readonly #clock: Clock
  readonly #transferMs: number
  #finger: Finger | undefined
  #taken: Finger | undefined
  #fault: { readonly kind: ScannerMishap; times: number } | undefined
  #listeners = new Set<() => void>()

  /** `transferMs` is how long a picture is on the wire. */
  constructor(clock: Clock, transferMs = 900) {
    this.#transferMs = transferMs
    this.#clock = clock
  }

  press(finger: Finger): void {
    this.#finger = finger
    this.#tell()
  }

  lift(): void {
    this.#finger = undefined
    this.#tell()
  }

  /** The next `times` openings or captures end in this fault. */
  break(kind: ScannerMishap, times: number): void {
    this.#fault = { kind, times }
  }

  readonly open = async (): Promise<Result<FingerprintScanner, ScannerFault>> => {
    const fault = this.#nextFault('open')
    return fault ? err(fault) : ok(this.#part())
  }

  #part(): FingerprintScanner {
    return {
      identity,
      watch: (signal) => this.#watch(signal),
      capture: (signal, onTaken) => this.#capture(signal, onTaken),
      light: async () => undefined,
      matcher: {
        template: async () => ok(Buffer.from(nameOf(this.#taken))),
        compare: async (template) => {
          const same = Buffer.from(template).toString() === nameOf(this.#taken)
          return ok({ same, score: same ? 200 : 0 })
        },
      },
      close: async () => undefined,
    }
  }

  async #capture(signal: AbortSignal, onTaken?: () => void): Promise<Result<FingerImage, ScannerFault>> {
    while (!this.#finger && !signal.aborted) await this.#change(signal)
    if (signal.aborted || !this.#finger) return err({ kind: 'cancelled' })
    const fault = this.#nextFault('capture')
    if (fault) return err(fault)
    const finger = this.#finger
    this.#taken = finger
    onTaken?.()
    await this.#clock.sleep(this.#transferMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    const image = { widthPx: sidePx, heightPx: sidePx, dpi: identity.dpi, pixels: ridgesOf(finger) }
    return ok({ ...image, takenAtMs: this.#clock.monotonicMs(), transferMs: this.#transferMs })
  }

  async *#watch(signal: AbortSignal): AsyncGenerator<Result<FingerPresence, ScannerFault>> {
    let told: FingerPresence | undefined
    while (!signal.aborted) {
      const now = this.#finger ? 'finger-on' : 'finger-off'
      if (now !== told) {
        told = now
        yield ok(now)
      } else await this.#change(signal)
    }
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#listeners.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.#listeners.add(done)
      signal.addEventListener('abort', done, { once: true })
    })
  }

  #tell(): void {
    // Each takes itself off the list.
    const waiting = Array.from(this.#listeners)
    for (const listener of waiting) listener()
  }

  #nextFault(during: 'open' | 'capture'): ScannerFault | undefined {
    if (!this.#fault || this.#fault.times === 0) return undefined
    if (during === 'open' && this.#fault.kind !== 'silent') return undefined
    this.#fault.times -= 1
    const { kind } = this.#fault
    if (kind === 'garbled') return { kind, damage: 'checksum', bytes: 139 }
    if (kind === 'bad-press') return { kind, reason: 'lifted' }
    return { kind }
  }
}

const identity = {
  maker: 'world',
  model: 'ScannerHand',
  serial: '',
  firmware: '',
  dpi: 508,
  widthPx: sidePx,
  heightPx: sidePx,
  bitDepth: 8,
  certified: false,
} as const

function nameOf(finger: Finger | undefined): string {
  return `${finger?.person}:${finger?.position}`
}

// Straight ridges with sharp edges, shifted by whose finger it is: good by any score, and no two alike.
function ridgesOf(finger: Finger): Uint8Array {
  const shift = Buffer.from(nameOf(finger)).reduce((sum, byte) => (sum * 31 + byte) % 997, 7)
  const pixels = new Uint8Array(sidePx * sidePx)
  for (let at = 0; at < pixels.length; at += 1) {
    const [x, y] = [at % sidePx, Math.floor(at / sidePx)]
    pixels[at] =
      128 + 100 * Math.tanh(3 * Math.sin(((x + shift / 40) * Math.PI) / 4.3 + (y * (shift % 5)) / 90))
  }
  return pixels
}
