import type { LastingProgram, LastingPrograms } from '../../hal/contract/lasting-programs.ts'
import type { Programs } from '../../hal/contract/programs.ts'
import { err, ok } from '../../hal/contract/result.ts'
import { infoText, readFirst, readSecond } from './gpiod-grammar.ts'

export interface GpiodTwinOptions {
  readonly version: 1 | 2
  readonly label: string
  /** Lines that another program holds. */
  readonly taken?: readonly number[]
  /** Kernels built without the interface that the tools want answer with `Invalid argument`. */
  readonly refused?: boolean
}

interface Held {
  readonly bias: string | undefined
  readonly edge: (level: 0 | 1) => void
}

const chip = 'gpiochip4'
const failed = err({ kind: 'failed', code: 1 } as const)

/** A chip behind the `gpiod` tools of Debian: the same words, the same text (libgpiod 1.6.3 and 2.2.1). */
export class GpiodTwin {
  /** Every lasting program that was started, in order. */
  readonly started: string[] = []
  readonly programs: Programs = { output: async (program, words) => this.#answer(program, words) }
  readonly lasting: LastingPrograms = { start: (...words) => this.#start(...words) }
  readonly #options: GpiodTwinOptions
  readonly #held = new Map<number, Held>()
  readonly #levels = new Map<number, 0 | 1>()
  #running = 0

  constructor(options: GpiodTwinOptions) {
    this.#options = options
    for (const line of options.taken ?? []) this.#held.set(line, { bias: undefined, edge: () => undefined })
  }

  /** Lasting programs that run now. */
  get running(): number {
    return this.#running
  }

  level(line: number): 0 | 1 {
    return this.#levels.get(line) ?? 0
  }

  /** Pulls a line to a level, as a finger on a button does. */
  drive(line: number, level: 0 | 1): void {
    if (this.level(line) === level) return
    this.#levels.set(line, level)
    this.#held.get(line)?.edge(level)
  }

  /** The bias with which the chip was asked to hold a line. */
  bias(line: number): string | undefined {
    return this.#held.get(line)?.bias
  }

  #asked(words: readonly string[]) {
    const asked = this.#options.version === 1 ? readFirst(words) : readSecond(words)
    return asked?.chip === chip && !this.#options.refused ? asked : undefined
  }

  #answer(program: string, words: readonly string[]) {
    const { version, label } = this.#options
    if (program === 'gpiodetect' && words[0] === '--version')
      return ok(`gpiodetect (libgpiod) v${version === 1 ? '1.6.3' : '2.2.1'}\nCopyright ...\n`)
    if (program === 'gpiodetect') return ok(`gpiochip0 [gpio-exp] (8 lines)\n${chip} [${label}] (54 lines)\n`)
    const asked = this.#asked(words)
    if (!asked) return failed
    if (program === 'gpioinfo') return ok(infoText(version, (line) => this.#held.has(line)))
    return program !== 'gpioget' || this.#held.has(asked.line) ? failed : ok(`${this.level(asked.line)}\n`)
  }

  // One run of `gpioset` or `gpiomon`. False when it ends by itself.
  #run(program: string, words: readonly string[], say: (line: string) => void): boolean {
    const asked = this.#asked(words)
    if (!asked || this.#held.has(asked.line)) return false
    const { line, bias, level, lasts } = asked
    if (program === 'gpioset' && level !== undefined) this.#levels.set(line, level)
    else if (program !== 'gpiomon') return false
    if (!lasts) return false
    const falling = this.#options.version === 1 ? '0' : '2'
    this.#held.set(line, { bias, edge: (to) => say(to === 1 ? '1' : falling) })
    return true
  }

  #start(program: string, words: readonly string[], lastly?: readonly string[]): LastingProgram {
    this.started.push([program, ...words].join(' '))
    const listeners: ((line: string) => void)[] = []
    const gone = Promise.withResolvers<void>()
    let lasts = this.#run(program, words, (text) => {
      for (const listener of listeners) listener(text)
    })
    if (lasts) this.#running += 1
    else gone.resolve()
    return {
      onLine: (listener) => void listeners.push(listener),
      gone: gone.promise,
      end: () => {
        if (!lasts) return
        lasts = false
        this.#running -= 1
        this.#held.delete(this.#asked(words)?.line ?? -1)
        if (lastly) this.#run(program, lastly, () => undefined)
        gone.resolve()
      },
    }
  }
}
