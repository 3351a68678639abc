import type { BoardFacts } from '../../../hal/contract/board-facts.ts'
import type { Camera } from '../../../hal/contract/camera.ts'
import type { Clock } from '../../../hal/contract/clock.ts'
import type { Disk } from '../../../hal/contract/disk.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import type { FaceFinder } from '../../../hal/contract/face-finder.ts'
import type { Http } from '../../../hal/contract/http.ts'
import type { Indicator } from '../../../hal/contract/indicator.ts'
import type { LinkStatus } from '../../../hal/contract/link-status.ts'
import type { Voice } from '../../../hal/contract/voice.ts'
import type { LinkPolicy } from '../../exchange/policy/link-policy.ts'
import type { OpenScanner } from '../../recording/capture/scanner-connection.ts'

/** A kiosk as the checks need it. No other code may use its parts meanwhile. */
export interface DeviceUnderTest {
  readonly clock: Clock
  readonly entropy: Entropy
  /** The data folder. */
  readonly disk: Disk
  readonly http: Http
  readonly openScanner: OpenScanner
  readonly camera: Camera
  readonly faces: FaceFinder
  readonly indicator: Indicator
  readonly voice: Voice
  readonly facts: BoardFacts
  readonly link: LinkStatus
  /** Resolves on the next press of the help button, or when `signal` aborts. */
  readonly helpPressed: (signal: AbortSignal) => Promise<void>
  readonly site: SiteUnderTest | 'none' | 'unreadable'
}

/** This box's knowledge of its school and its registry. */
export interface SiteUnderTest {
  readonly provisionedMs: number | undefined
  readonly zone: string
  /** Whether the class lists on the card are locked. */
  readonly isLocked: boolean
  readonly policy: LinkPolicy
  readonly registryUrl: string | undefined
  /** Sent today. */
  readonly usedBytes: number
  /** Absent when its key cannot be read. */
  readonly device: string | undefined
  readonly receiptKeys: () => readonly string[]
  /** Number of the key list that was in force and is damaged. */
  readonly lostKeyList: number | undefined
}
