import type { Camera } from '../../../hal/contract/camera.ts'
import type { Clock } from '../../../hal/contract/clock.ts'
import type { FingerImage } from '../../../hal/contract/fingerprint-scanner.ts'
import type { FingerPosition } from '../../core/finger-position.ts'
import type { Log } from '../../core/log/log.ts'
import type { FrameHub } from '../capture/frame-hub.ts'
import type { ScannerConnection } from '../capture/scanner-connection.ts'
import type { FaceWatch } from '../face/face-watch.ts'
import type { FingerQuality } from '../finger/finger-quality.ts'
import type { FingerTemplate } from '../finger/finger-template.ts'
import type { VisitEvent } from '../visit/visit-event.ts'
import type { PacketFacts, PersonDocument } from './close-visit.ts'
import type { VisitStore, VisitStoreParts } from './visit-store.ts'

/** All that a running visit may touch. */
export interface VisitParts {
  readonly clock: Clock
  readonly camera: Camera
  readonly faceWatch: FaceWatch
  readonly scanner: ScannerConnection
  readonly frames: FrameHub
  readonly keeping: VisitStoreParts
  readonly visitStore: VisitStore
  readonly checkBirthDate: (digits: string) => Promise<'right' | 'wrong' | 'too-many'>
  readonly person: () => PersonDocument
  readonly packetFacts: () => PacketFacts
  /** SHA-256 of the assent words in the language on the screen. */
  readonly assentText: () => string
  readonly callHelp: () => void
  readonly log: Log
}

/** Plaintext of this visit, in memory for as long as the person is here and no longer. */
export interface VisitMemory {
  /** The photos to choose from, left to right. */
  photos: readonly Uint8Array[]
  photoNumber: number
  /** The best press so far of the finger in hand. */
  best:
    | {
        readonly image: FingerImage
        readonly quality: FingerQuality
        readonly template: FingerTemplate
      }
    | undefined
  /** The host's templates of the fingers kept so far, to recognise the same one again. */
  readonly fingers: Map<FingerPosition, FingerTemplate>
  /** Templates of index fingers, made and compared by the scanner itself. */
  readonly templates: Map<FingerPosition, Uint8Array>
}

export type Dispatch = (event: VisitEvent) => void
