import { inspect } from 'node:util'

const mask = '[pribadi]'

/**
 * A value about a person. It masks itself in JSON, in string context and in logs;
 * `reveal` is the one way to it and easy to search for (UU 27/2022 art. 16, 35).
 */
export class Personal<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toJSON(): string {
    return mask
  }

  toString(): string {
    return mask
  }

  [inspect.custom](): string {
    return mask
  }
}

/** The mask over a value that may be missing. */
export function masked<T>(value: T | undefined): Personal<T> | undefined {
  return value === undefined ? undefined : new Personal(value)
}

/** Masks every run of eight or more digits (NIK 16, NISN 10, KK 16, NPSN 8) in a text from outside. */
export function maskDigits(text: string): string {
  return text.replace(/\d{8,}/g, (digits) => '•'.repeat(digits.length - 4) + digits.slice(-4))
}
