import type { BoardFacts } from '../../hal/contract/board-facts.ts'
import type { Buttons } from '../../hal/contract/buttons.ts'
import type { Camera } from '../../hal/contract/camera.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { CodeReader } from '../../hal/contract/code-reader.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import type { FaceFinder } from '../../hal/contract/face-finder.ts'
import type { Http } from '../../hal/contract/http.ts'
import type { Indicator } from '../../hal/contract/indicator.ts'
import type { LinkStatus } from '../../hal/contract/link-status.ts'
import type { Voice } from '../../hal/contract/voice.ts'
import type { Log } from '../core/log/log.ts'
import type { OpenScanner } from '../recording/capture/scanner-connection.ts'

/** Everything a board hands to the kiosk; real or simulated, the kiosk cannot tell. */
export interface KioskParts {
  readonly clock: Clock
  readonly entropy: Entropy
  readonly disk: Disk
  readonly http: Http
  readonly link: LinkStatus
  readonly openScanner: OpenScanner
  readonly camera: Camera
  readonly faces: FaceFinder
  readonly codes: CodeReader
  readonly indicator: Indicator
  readonly buttons: Buttons
  readonly voice: Voice
  readonly facts: BoardFacts
  readonly log: Log
  /** Version of this software as it travels in every packet. */
  readonly software: string
}
