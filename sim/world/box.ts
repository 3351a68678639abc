import type { Disk } from '../../hal/contract/disk.ts'
import type { Panel } from '../actor/panel.ts'
import type { StickTwin } from '../usb/stick-twin.ts'
import type { CameraHand } from './camera-hand.ts'
import type { LinkHand } from './link-hand.ts'
import type { CardMishap, ReadMedium, RotPlace, ScannerMishap } from './plan.ts'

/** Every file of a disk with its content, by path. */
export type Files = ReadonlyMap<string, Uint8Array>

/** Something with a plug and a memory: what was not flushed may be gone when the plug is pulled. */
export interface Machine {
  readonly on: boolean
  /** Starts its program on whatever the disk holds; false when it does not get ready. */
  powerOn(): Promise<boolean>
  powerOff(): void
  /** Pulls the plug after this number of further calls of its program to the world, in the middle of the last one. */
  cutAfter(calls: number): void
  /** Takes back every mishap that has not happened yet. */
  mend(): void
  /** The files that a reader of the disk would find now. */
  files(): Files
}

/** A kiosk as the world's hands reach it. */
export interface Box extends Machine {
  /** Only while it is on. */
  readonly panel: Panel
  /** After this number of changes of the card it refuses the next `times` of them. */
  breakCard(fault: CardMishap, after: number, times: number): void
  /** After this number of reads of the card, or of the stick while it is in, the medium fails the next `times`. */
  failReads(medium: ReadMedium, after: number, times: number): void
  /** Puts so many empty files with the registry's names on the stick. */
  litterStick(files: number): void
  /** Flips a bit of one file that rests on the card, chosen by `at`; its path, or nothing when there is none. */
  rot(place: RotPlace, at: number): string | undefined
  /** Puts the one stick into a socket; it falls out after a number of calls, or not. */
  putStick(pulledAfter: number): void
  /** Takes it out again; nothing when it is not in. */
  takeStick(): void
  /** What is being done with the stick; nothing once that has ended, or when there is none. */
  readonly stickWork: 'reading' | 'copying' | 'checking' | undefined
  /** The contents of the stick, in a socket or in a hand. */
  readonly stick: StickTwin
  /** Hands a later class list in while it runs; whether it is in. */
  takeList(classList: string): Promise<boolean>
  /** At the next start the clock is this number of days off. */
  shiftClock(days: number): void
  /** In how many milliseconds it believes all to be sent, with a chance of 80 %; only while it is on. */
  readonly forecastMs: number | undefined
  /** Warnings and errors that the firmware logged since the last look. */
  takeLog(): readonly string[]
}

/** The office as hands reach it. */
export interface Office extends Machine {
  /** Takes in what a stick carries, and gives it all receipts. Nothing happens while it is off. */
  workOff(stick: Disk): Promise<void>
  /** The next `answers` things that it signs are so many days off. */
  shiftClock(days: number, answers: number): void
  /** Puts its order for another box on a stick, under the name of this one. */
  renameOrder(stick: StickTwin): void
}

/** A finger and whose it is. */
export interface Finger {
  readonly person: string
  readonly position: number
}

/** The scanner as hands reach it. */
export interface Glass {
  press(finger: Finger): void
  lift(): void
  /** The next `times` commands or captures go wrong in this way. */
  break(kind: ScannerMishap, times: number): void
}

/** Everything that one simulated school consists of. */
export interface School {
  readonly box: Box
  readonly office: Office
  readonly scanner: Glass
  readonly camera: CameraHand
  readonly link: LinkHand
  sleep(ms: number): Promise<void>
  /** The true time, in milliseconds since 1970. */
  nowMs(): number
}

/** Lets time pass until the work on a school is done. */
export type RunSchool = <T>(
  setup: { readonly seed: number; readonly classList: string },
  work: (school: School) => Promise<T>,
) => Promise<T>
