import type { FingerImage, FingerprintScanner, ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { OpenSerialLine } from '../../hal/contract/serial-line.ts'
import { openScanner, type ScannerModel, type ScannerPlace } from '../../hal/driver/scanner/open-scanner.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import type { SensorTwin, TwinOptions } from '../../sim/sensor/sensor-twin.ts'
import { createTwinCable, type TwinCable } from '../../sim/serial/twin-binding.ts'

const never = new AbortController().signal

/** One finger for all: growing a new one takes longer than most tests. */
export const finger = { person: 'ef01', position: 2 }

/** The thing between the host and the part, which may spoil the bytes that pass. */
export interface Meddler {
  /** Bytes on their way to the part; false swallows them. */
  toPart?(frame: Uint8Array): boolean
  /** Bytes of the part; `pass` lets bytes through, now or later. */
  toHost?(bytes: Uint8Array, pass: (bytes: Uint8Array) => void): void
}

/** A twin at its true pace, the real driver, and a clock that only moves as they need it. */
export interface ScannerStand {
  readonly twin: SensorTwin
  readonly cable: TwinCable
  readonly clock: HandClock
  readonly openLine: OpenSerialLine
  readonly path: string
  /** Codes of the commands that the part was sent, oldest first. */
  readonly commands: number[]
  meddler: Meddler
  /** Bytes to the host that the twin would never send. */
  say(bytes: Iterable<number>): void
  open(place?: Partial<ScannerPlace>): Promise<Result<FingerprintScanner, ScannerFault>>
  /** Opens, or throws when the part does not answer. */
  scanner(place?: Partial<ScannerPlace>): Promise<FingerprintScanner>
  capture(scanner: FingerprintScanner): Promise<Result<FingerImage, ScannerFault>>
}

export function createScannerStand(model: ScannerModel, options: Partial<TwinOptions> = {}): ScannerStand {
  const path = '/dev/twin'
  const clock = createHandClock()
  const twin = createSensorTwin(model, { clock, ...options })
  const commands: number[] = []
  let meddler: Meddler = {}
  let deliver: (bytes: Uint8Array) => void = () => undefined
  const cable = createTwinCable(path, {
    receive(bytes, hostBaud) {
      const code = codeOf(bytes)
      if (code !== undefined) commands.push(code)
      if (meddler.toPart?.(bytes) ?? true) twin.receive(bytes, hostBaud)
    },
    onBytes(listener) {
      deliver = listener
      twin.onBytes((bytes) => (meddler.toHost ? meddler.toHost(bytes, listener) : listener(bytes)))
    },
  })
  const openLine = createOpenSerialLine(cable.binding)
  const baud = model.startsWith('GT') ? 115_200 : 57_600
  const open = (place: Partial<ScannerPlace> = {}) =>
    clock.runUntil(openScanner(openLine, clock, { path, model, baud, ...place }, never))
  return {
    twin,
    cable,
    clock,
    openLine,
    path,
    commands,
    get meddler() {
      return meddler
    },
    set meddler(next) {
      meddler = next
    },
    say: (bytes) => deliver(Uint8Array.from(bytes)),
    open,
    async scanner(place) {
      const opened = await open(place)
      if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.fault)}`)
      return opened.value
    },
    capture: (scanner) => clock.runUntil(scanner.capture(never)),
  }
}

// EF01 commands have kind 01; GT commands have their code in the ninth and tenth byte.
function codeOf(bytes: Uint8Array): number | undefined {
  if (bytes[0] === 0xef && bytes[6] === 0x01) return bytes[9]
  return bytes[0] === 0x55 && bytes[1] === 0xaa ? bytes[8] : undefined
}

/** Whether an image is just what the part sent last, expanded; a fault is none. */
export function isLastSent(image: Result<FingerImage, ScannerFault>, twin: SensorTwin): boolean {
  const sent = twin.sentImages.at(-1)
  if (!image.ok || !sent) return false
  const { pixels, widthPx, heightPx } = image.value
  if (pixels.length !== widthPx * heightPx) return false
  if (pixels.length === sent.length) return sent.every((grey, at) => pixels[at] === grey)
  return (
    pixels.length === sent.length * 2 &&
    sent.every((pair, at) => pixels[2 * at] === (pair >> 4) * 17 && pixels[2 * at + 1] === (pair & 15) * 17)
  )
}
