import type { Camera } from '../../hal/contract/camera.ts'
import type { CodeReader } from '../../hal/contract/code-reader.ts'
import type {
  FingerImage,
  FingerprintScanner,
  ScannerFault,
  ScannerLight,
} from '../../hal/contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'

/** The beginning and the end of a JPEG: long enough not to turn up in something sealed by chance. */
export const photo = Uint8Array.from(Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'))

/** A camera that works until it has to fail; `watching` says whether a live picture is being taken. */
export interface TestCamera extends Camera {
  readonly watching: boolean
  /** After this number of stills it fails. */
  failsAfter: number
  /** One more frame of the live picture. */
  showFrame(): Promise<void>
}

export function createTestCamera(): TestCamera {
  let watching = false
  let stills = 0
  let frame = Promise.withResolvers<void>()
  return {
    model: 'stand-in',
    failsAfter: Number.POSITIVE_INFINITY,
    async showFrame() {
      frame.resolve()
      frame = Promise.withResolvers()
      await Promise.resolve()
    },
    get watching() {
      return watching
    },
    async *preview(signal) {
      watching = true
      const stopped = aborted(signal)
      while (!signal.aborted) {
        yield ok(photo)
        await Promise.race([frame.promise, stopped])
      }
      watching = false
    },
    async still() {
      stills += 1
      return stills > this.failsAfter ? err({ kind: 'hung' }) : ok(photo.slice())
    },
    close: async () => undefined,
  }
}

/** Sees this code in every picture; without one, none. */
export function createTestCodeReader(code?: string): CodeReader {
  return { open: () => ({ read: async () => ok(code), close: async () => undefined }) }
}

/** A scanner with hands: a capture waits for `press`, unless every finger is on it at once. */
export interface TestScanner extends FingerprintScanner {
  readonly light: (light: ScannerLight) => Promise<void>
  readonly shown: ScannerLight
  press(): void
}

export interface TestScannerOptions {
  /** It has a picture at once, of which the last byte never comes. */
  readonly endless?: boolean
  /** Every capture finds a finger. */
  readonly eager?: boolean
  /** A capture that was called off ends well all the same, but only after this: the part is slow. */
  readonly late?: Promise<void>
  /** The finger on the glass at each capture; straight ridges by default. */
  readonly picture?: () => FingerImage
  /** False for a part that cannot compare. */
  readonly compares?: boolean
  /** Until then something lies on the glass. */
  readonly resting?: Promise<void>
  /** The thing that a template has to wait for. */
  readonly slowTemplate?: Promise<void>
}

export function createTestScanner({
  compares = true,
  eager = false,
  endless = false,
  late,
  picture = () => ridges(64),
  resting,
  slowTemplate,
}: TestScannerOptions = {}): TestScanner {
  let shown: ScannerLight = 'off'
  let pressed = Promise.withResolvers<void>()
  return {
    identity,
    get shown() {
      return shown
    },
    async light(light) {
      shown = light
    },
    press() {
      pressed.resolve()
      pressed = Promise.withResolvers()
    },
    async *watch() {
      if (resting) yield ok('finger-on' as const)
      await resting
      yield ok('finger-off' as const)
    },
    async capture(signal, onTaken): Promise<Result<FingerImage, ScannerFault>> {
      if (endless) onTaken?.()
      if (!eager) await Promise.race([pressed.promise, aborted(signal)])
      if (signal.aborted) return late ? late.then(() => ok(ridges(lateWidthPx))) : err({ kind: 'cancelled' })
      onTaken?.()
      return ok(picture())
    },
    ...(compares && {
      matcher: {
        async template() {
          await slowTemplate
          return ok(Uint8Array.of(1))
        },
        compare: async () => ok({ same: true, score: 100 }),
      },
    }),
    close: async () => undefined,
  }
}

const identity = {
  maker: 'stand-in',
  model: 'stand-in',
  serial: '',
  firmware: '',
  dpi: 508,
  widthPx: 64,
  heightPx: 64,
  bitDepth: 8,
  certified: false,
} as const

/** Tells the image of a late capture from one that was asked for. */
export const lateWidthPx = 80

// Straight ridges that fill the image: good by our own score.
function ridges(widthPx: number): FingerImage {
  const grey = (at: number) => 128 + 100 * Math.tanh(3 * Math.sin((((at % widthPx) + 0.5) * Math.PI) / 4.3))
  const pixels = Uint8Array.from({ length: widthPx * 64 }, (_, at) => grey(at))
  return { widthPx, heightPx: 64, dpi: 508, pixels, takenAtMs: 0, transferMs: 0 }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
