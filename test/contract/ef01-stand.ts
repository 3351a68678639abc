import { createOpenSerialLine } from '../../hal/bus/node-serial-line.ts'
import type { FingerImage, FingerprintScanner, ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import type { Result } from '../../hal/contract/result.ts'
import { r503Profile } from '../../hal/driver/ef01-profile.ts'
import { openEf01 } from '../../hal/driver/open-ef01.ts'
import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import type { R503Options } from '../../sim/sensor/r503-state.ts'
import { R503Twin } from '../../sim/sensor/r503-twin.ts'
import { createTwinCable, type TwinCable } from '../../sim/serial/twin-binding.ts'

const path = '/dev/twin'
const never = new AbortController().signal

/** One finger for all: growing a new one takes longer than most tests. */
export const finger = { person: 'ef01', position: 2 }

/** What stands between the host and the part, and may spoil what passes. */
export interface Meddler {
  /** Command bytes on their way to the part; false swallows them. */
  toPart?(frame: Uint8Array): boolean
  /** Bytes of the part; `pass` lets bytes through, now or later. */
  toHost?(bytes: Uint8Array, pass: (bytes: Uint8Array) => void): void
}

/** An R503 twin at its true pace, the real driver, and a clock that only moves as they need it. */
export interface Ef01Stand {
  readonly twin: R503Twin
  readonly cable: TwinCable
  readonly clock: HandClock
  /** Instruction codes that the part was sent, oldest first. */
  readonly commands: number[]
  meddler: Meddler
  /** Bytes to the host that the twin would never send. */
  say(bytes: readonly number[]): void
  open(baud?: number): Promise<Result<FingerprintScanner, ScannerFault>>
  /** Opens, or throws when the part does not answer. */
  scanner(): Promise<FingerprintScanner>
  capture(scanner: FingerprintScanner): Promise<Result<FingerImage, ScannerFault>>
}

export function createEf01Stand(options: Partial<R503Options> = {}): Ef01Stand {
  const clock = createHandClock()
  const twin = new R503Twin({ clock, ...options })
  const commands: number[] = []
  let meddler: Meddler = {}
  let deliver: (bytes: Uint8Array) => void = () => undefined
  const cable = createTwinCable(path, {
    receive(bytes, hostBaud) {
      if (bytes[6] === 0x01) commands.push(bytes[9] ?? 0)
      if (meddler.toPart?.(bytes) ?? true) twin.receive(bytes, hostBaud)
    },
    onBytes(listener) {
      deliver = listener
      twin.onBytes((bytes) => (meddler.toHost ? meddler.toHost(bytes, listener) : listener(bytes)))
    },
  })
  const open = (baud = 57_600) =>
    clock.runUntil(
      openEf01(createOpenSerialLine(cable.binding), clock, { path, profile: r503Profile, baud }, never),
    )
  return {
    twin,
    cable,
    clock,
    commands,
    get meddler() {
      return meddler
    },
    set meddler(next) {
      meddler = next
    },
    say: (bytes) => deliver(Uint8Array.from(bytes)),
    open,
    async scanner() {
      const opened = await open()
      if (!opened.ok) throw new Error(`not opened: ${opened.fault.kind}`)
      return opened.value
    },
    capture: (scanner) => clock.runUntil(scanner.capture(never)),
  }
}

/** Whether an image is just what the part sent last, expanded; a fault is none. */
export function isLastSent(image: Result<FingerImage, ScannerFault>, twin: R503Twin): boolean {
  const sent = twin.sentImages.at(-1)
  if (!image.ok || !sent || image.value.pixels.length !== sent.length * 2) return false
  const { pixels } = image.value
  return sent.every(
    (pair, at) => pixels[2 * at] === (pair >> 4) * 17 && pixels[2 * at + 1] === (pair & 15) * 17,
  )
}
