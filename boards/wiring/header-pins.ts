/** The use of a pin of the header. Lines by their BCM number; `reserved` is the EEPROM of a plugged-on board. */
export type HeaderUse =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'reserved'; readonly line: 0 | 1 }
  | { readonly kind: '3v3' | '5v' | 'ground' }

/** A pin by the number printed beside it, 1 to 40. Odd pins stand left, even ones right, two to a row. */
export type HeaderPin = HeaderUse & { readonly pin: number }

// Raspberry Pi documentation, "GPIO and the 40-pin header"; the same on every board since the B+. Row by row.
const rows = [
  ['3v3', '5v'],
  [2, '5v'],
  [3, 'ground'],
  [4, 14],
  ['ground', 15],
  [17, 18],
  [27, 'ground'],
  [22, 23],
  ['3v3', 24],
  [10, 'ground'],
  [9, 25],
  [11, 8],
  ['ground', 7],
  [0, 1],
  [5, 'ground'],
  [6, 12],
  [13, 'ground'],
  [19, 16],
  [26, 20],
  ['ground', 21],
] as const

/** All forty, in the order of their numbers. */
export const headerPins: readonly HeaderPin[] = rows
  .flat()
  .map((use, index) => ({ pin: index + 1, ...headerUse(use) }))

function headerUse(use: (typeof rows)[number][number]): HeaderUse {
  if (typeof use === 'string') return { kind: use }
  return use === 0 || use === 1 ? { kind: 'reserved', line: use } : { kind: 'line', line: use }
}

/** Number of the pin that a BCM line comes out at. Throws for a line that no pin has: board data is checked first. */
export function pinOfLine(line: number): number {
  const found = headerPins.find((pin) => 'line' in pin && pin.line === line)
  if (!found) throw new Error(`no pin has line ${line}`)
  return found.pin
}

/** Labels beside the pins in Indonesian drawings. */
export function pinLabel(pin: HeaderPin): string {
  switch (pin.kind) {
    case '3v3':
      return '3,3 V'
    case '5v':
      return '5 V'
    case 'ground':
      return 'GND'
    case 'reserved':
      return 'ID EEPROM'
    case 'line':
      return `BCM ${pin.line}`
  }
}
