import type { SeenScreen } from '../../actor/panel.ts'
import type { Person } from '../../actor/panel-student.ts'
import type { Files } from '../box.ts'

/** The things to look at after every step of a day. */
export interface View {
  readonly box: Files
  readonly office: Files
  /** The stick, wherever it is. */
  readonly stick: Files
  /** The true time. */
  readonly nowMs: number
}

/** One promise of the kiosk, with the memory that it takes to hold it to its word. */
export interface Pledge {
  /** A screen that `person` is looking at. */
  see?(screen: SeenScreen, person: Person): readonly string[]
  /** The person at the panel has taken the consent back: what was kept may go. */
  released?(person: Person): void
  /** A list is in which this person has no consent, or not any more. */
  refused?(person: Person): void
  /** A file of the kiosk has rotted, and this is left of it. */
  rotted?(path: string, bytes: Uint8Array): void
  /** All disks, at a moment when nobody is in the middle of a call. */
  check?(view: View): readonly string[]
  /** The last look: all mishaps are over, and everything had time to arrive. */
  atEnd?(view: View): readonly string[]
}
