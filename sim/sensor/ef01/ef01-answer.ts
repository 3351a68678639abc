import type { Ef01Inside } from './ef01-inside.ts'

/** The part's reply to one instruction, how long it thinks, and the data it sends after. */
export interface Ef01Answer {
  /** Confirmation code and what follows it. */
  readonly content: readonly number[]
  readonly delayMs: number
  readonly data?: Uint8Array
  /** The data is the image. */
  readonly isImage?: boolean
  /** Carried out without a word. */
  readonly isSilent?: boolean
  /** The part starts anew when it has answered. */
  readonly restarts?: boolean
}

/** An instruction that is answered once. */
export interface Ef01Command {
  /** Bytes that must follow the instruction. */
  readonly parameterBytes: number
  readonly writesFlash?: boolean
  answer(part: Ef01Inside, parameters: readonly number[]): Ef01Answer
}

/** An instruction that works by itself for a while and answers as it goes. */
export interface Ef01Automatic {
  readonly parameterBytes: number
  run(
    part: Ef01Inside,
    parameters: readonly number[],
    say: (answer: Ef01Answer) => void,
    signal: AbortSignal,
  ): Promise<void>
}

export type Ef01Commands = Readonly<Record<number, Ef01Command>>

export const done = (delayMs: number, ...rest: number[]): Ef01Answer => ({
  content: [0x00, ...rest],
  delayMs,
})

export const refuse = (code: number, delayMs = 2, ...rest: number[]): Ef01Answer => ({
  content: [code, ...rest],
  delayMs,
})

export const word = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff]

export const long = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)

/** Bytes as one number, highest first. */
export const numberOf = (bytes: readonly number[]): number =>
  bytes.reduce((total, byte) => total * 256 + byte, 0)

export const text = (words: string, length: number): number[] =>
  Array.from({ length }, (_, at) => (at < words.length ? words.charCodeAt(at) : 0))
