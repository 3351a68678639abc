import type { OpenScanner } from '../../firmware/recording/capture/scanner-connection.ts'
import type { BoardFacts } from '../../hal/contract/board-facts.ts'
import type { Buttons } from '../../hal/contract/buttons.ts'
import type { Camera } from '../../hal/contract/camera.ts'
import type { CodeReader } from '../../hal/contract/code-reader.ts'
import type { FaceFinder } from '../../hal/contract/face-finder.ts'
import type { Indicator } from '../../hal/contract/indicator.ts'
import type { LinkStatus } from '../../hal/contract/link-status.ts'
import type { RemovableMedia } from '../../hal/contract/removable-media.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { Voice } from '../../hal/contract/voice.ts'
import type { Watchdog, WatchdogFault } from '../../hal/contract/watchdog.ts'
import type { BoardData } from './board-data.ts'

/** A board with its parts open. */
export interface OpenedBoard {
  readonly data: BoardData
  readonly openScanner: OpenScanner
  readonly camera: Camera
  readonly faces: FaceFinder
  readonly codes: CodeReader
  readonly indicator: Indicator
  readonly buttons: Buttons
  readonly voice: Voice
  readonly facts: BoardFacts
  readonly link: LinkStatus
  readonly media: RemovableMedia
  /** Starts the watchdog of this box. Absent where there is none. */
  readonly openWatchdog?: () => Result<Watchdog, WatchdogFault>
  close(): Promise<void>
}
