import type { PiData } from '../assembly/board-data.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { configTxt } from './config-txt.ts'
import { type HeaderPin, headerPins, pinLabel } from './header-pins.ts'
import { type Wire, wireWords } from './wire.ts'
import { wiresOf } from './wires-of.ts'
import { wiringNotes } from './wiring-notes.ts'

/** Header, notes, shopping list and config.txt of a board, for a terminal. */
export function wiringText(data: PiData): readonly string[] {
  return [
    `${data.label}: kepala 40 pin, dilihat dari atas, pin 1 di sudut kartu memori`,
    '',
    ...headerLines(wiresOf(data)),
    '',
    ...wiringNotes(data).map((note) => `- ${note}`),
    '',
    'Bahan:',
    ...billOfMaterials(data).map(({ count, what }) => `${String(count).padStart(4)} x ${what}`),
    '',
    'config.txt:',
    ...configTxt(data).map((line) => `  ${line}`),
  ]
}

const labelWidth = 9

function headerLines(wires: readonly Wire[]): readonly string[] {
  const ends = ({ pin }: HeaderPin) =>
    wires
      .filter((wire) => wire.pin === pin)
      .map(wireWords)
      .join(', ')
  const width = Math.max(...headerPins.filter(({ pin }) => pin % 2 === 1).map((pin) => ends(pin).length))
  return headerPins.flatMap((left, index) => {
    const right = headerPins[index + 1]
    if (left.pin % 2 === 0 || !right) return []
    const before = `${ends(left).padStart(width)}  ${pinLabel(left).padStart(labelWidth)}`
    const after = `${pinLabel(right).padEnd(labelWidth)}  ${ends(right)}`
    const pins = `${String(left.pin).padStart(2)} | ${String(right.pin).padEnd(2)}`
    return [`${before} ${pins} ${after}`.trimEnd()]
  })
}
