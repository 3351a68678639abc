import type { Pull } from '../../contract/gpio-port.ts'
import type { GpiodVersion } from './gpiod-text.ts'

/** Arguments for `gpioinfo`, `gpioget`, `gpiomon` and `gpioset`. Levels are electrical. */
export interface GpiodWords {
  readonly info: (chip: string) => readonly string[]
  readonly get: (chip: string, line: number, pull: Pull) => readonly string[]
  /** One line of output for each edge, as soon as it happens. */
  readonly watch: (chip: string, line: number, pull: Pull) => readonly string[]
  /** Holds the level until it is ended. */
  readonly hold: (chip: string, line: number, level: 0 | 1) => readonly string[]
  /** Sets the level and ends at once; the kernel lets the line go. */
  readonly set: (chip: string, line: number, level: 0 | 1) => readonly string[]
}

const bias: Readonly<Record<Pull, string>> = {
  up: '--bias=pull-up',
  down: '--bias=pull-down',
  external: '--bias=disable',
}

const one: GpiodWords = {
  info: (chip) => [chip],
  get: (chip, line, pull) => [bias[pull], chip, `${line}`],
  // Without `--line-buffered` nothing is heard before a whole block is full.
  watch: (chip, line, pull) => ['--line-buffered', '--format=%e', bias[pull], chip, `${line}`],
  hold: (chip, line, level) => ['--mode=signal', chip, `${line}=${level}`],
  set: (chip, line, level) => ['--mode=exit', chip, `${line}=${level}`],
}

const two: GpiodWords = {
  info: (chip) => [`--chip=${chip}`],
  get: (chip, line, pull) => ['--numeric', bias[pull], `--chip=${chip}`, `${line}`],
  watch: (chip, line, pull) => ['--format=%e', bias[pull], `--chip=${chip}`, `${line}`],
  hold: (chip, line, level) => [`--chip=${chip}`, `${line}=${level}`],
  // A sequence of toggles that ends before the first.
  set: (chip, line, level) => ['--toggle=0', `--chip=${chip}`, `${line}=${level}`],
}

/**
 * The command lines of both families (libgpiod 1.6.3 and 2.2.1, `tools/*.c`). The same letter means different things
 * in them, `-b` for one, so only long options are used. The interactive mode of 2.x is not in Debian's build.
 */
export const gpiodWords: Readonly<Record<GpiodVersion, GpiodWords>> = { 1: one, 2: two }
