/** Which family of the `gpiod` tools answers: 1 is Debian 12, 2 is Debian 13. */
export type GpiodVersion = 1 | 2

/** From `gpiodetect --version`: `gpiodetect (libgpiod) v1.6.3`. `undefined` for what we do not know. */
export function readGpiodVersion(text: string): GpiodVersion | undefined {
  const major = /\(libgpiod\) v(\d+)\./.exec(text)?.[1]
  return major === '1' || major === '2' ? (Number(major) as GpiodVersion) : undefined
}

/** Name of the chip with that label, from `gpiodetect`: `gpiochip0 [pinctrl-bcm2711] (58 lines)`, a line each. */
export function readGpiodChip(text: string, label: string): string | undefined {
  return text
    .split('\n')
    .map((line) => /^(gpiochip\d+) \[(.*)\] \(\d+ lines\)$/.exec(line))
    .find((found) => found?.[2] === label)?.[1]
}

/**
 * Lines that a program holds, from `gpioinfo`, a line each. 1.x ends them with `[used]` or `[used pull-up]`, 2.x has
 * `consumer=NAME` among the attributes, or the bare word `used`.
 */
export function readUsedLines(text: string): ReadonlySet<number> {
  const used = /^\s*line\s+(\d+):.*(?:\[used\b|\sconsumer=|\sused$)/
  return new Set(
    text
      .split('\n')
      .flatMap((line) => used.exec(line)?.[1] ?? [])
      .map(Number),
  )
}

/** An edge from `gpiomon --format=%e`: 1 is rising in both; falling is 0 in 1.x and 2 in 2.x. */
export function readEdge(text: string): 0 | 1 | undefined {
  if (text === '1') return 1
  return text === '0' || text === '2' ? 0 : undefined
}

/** The level that `gpioget` tells as a number. */
export function readLevel(text: string): 0 | 1 | undefined {
  const level = text.trim()
  return level === '0' || level === '1' ? (Number(level) as 0 | 1) : undefined
}
