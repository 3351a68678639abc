/** The request to one of the tools. */
export interface Asked {
  readonly chip: string | undefined
  readonly line: number
  readonly level: 0 | 1 | undefined
  readonly bias: string | undefined
  readonly lasts: boolean
}

/** The words of 1.x: chip, then lines; of its own accord `gpioset` ends at once. */
export function readFirst(words: readonly string[]): Asked | undefined {
  const [chip, place = ''] = words.filter((word) => !word.startsWith('--'))
  const known = /^--(line-buffered|format=%e|bias=(pull-up|pull-down|disable)|mode=(signal|exit))$/
  if (words.some((word) => word.startsWith('--') && !known.test(word))) return undefined
  return { chip, ...placeOf(place), bias: biasOf(words), lasts: !words.includes('--mode=exit') }
}

/** The words of 2.x: lines alone, the chip is an option; `gpioset` stays unless its toggles end with 0. */
export function readSecond(words: readonly string[]): Asked | undefined {
  const place = words.find((word) => !word.startsWith('--')) ?? ''
  const known = /^--(numeric|format=%e|chip=\w+|bias=(pull-up|pull-down|disable)|toggle=0)$/
  if (words.some((word) => word.startsWith('--') && !known.test(word))) return undefined
  const chip = words.find((word) => word.startsWith('--chip='))?.slice('--chip='.length)
  return { chip, ...placeOf(place), bias: biasOf(words), lasts: !words.includes('--toggle=0') }
}

function placeOf(word: string): Pick<Asked, 'line' | 'level'> {
  const [line, level] = word.split('=')
  return { line: Number(line), level: level === '1' ? 1 : level === '0' ? 0 : undefined }
}

function biasOf(words: readonly string[]): string | undefined {
  return words.find((word) => word.startsWith('--bias='))?.slice('--bias='.length)
}

/** The output of `gpioinfo` for a chip of 54 lines. */
export function infoText(version: 1 | 2, isHeld: (line: number) => boolean): string {
  const lines = Array.from({ length: 54 }, (_, line) => {
    const number = `\tline ${String(line).padStart(3)}:`
    if (version === 1)
      return `${number}      unnamed ${isHeld(line) ? '    "sysfs"  output  active-high [used]' : '      unused   input  active-high'}`
    return `${number}\tunnamed         \t${isHeld(line) ? 'output consumer=sysfs' : 'input'}`
  })
  return ['gpiochip4 - 54 lines:', ...lines, ''].join('\n')
}
