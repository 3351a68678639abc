import { type ButtonPart, buttonParts, type PiData, pullOf } from '../assembly/board-data.ts'

/** Buttons whose line needs a resistor beside it. Lines 2 and 3 have theirs on the board. */
export function ownResistors({ gpio }: PiData): readonly ButtonPart[] {
  return buttonParts.filter((part) => {
    const line = gpio.lines[part]
    return line !== undefined && pullOf(gpio, part) === 'external' && line !== 2 && line !== 3
  })
}
