import type { PiData } from '../assembly/board-data.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { type HeaderPin, headerPins, pinLabel } from './header-pins.ts'
import { type Wire, wireColours, wireWords } from './wire.ts'
import { wiresOf } from './wires-of.ts'
import { wiringNotes } from './wiring-notes.ts'

// In user units, one of which is a pixel at natural size.
const width = 1_000
const centre = width / 2
const top = 120
const row = 32
const lineHeight = 24

/** The header with all its wires as one SVG document that stands alone: no script, no font, no other file. */
export function wiringDrawing(data: PiData): string {
  const wires = wiresOf(data)
  const bottom = top + 20 * row + 40
  const lists = [
    ['Perhatikan', ...wiringNotes(data)],
    ['Bahan', ...billOfMaterials(data).map(({ count, what }) => `${count} x ${what}`)],
  ]
  const text = lists
    .flatMap((lines) => [...lines, ''])
    .map((line, index) => ({ line, y: bottom + index * lineHeight }))
  const titles = lists.map(([title]) => title)
  const height = bottom + text.length * lineHeight
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    '  role="img" aria-labelledby="judul" font-family="sans-serif" font-size="16" fill="#212121">',
    `<title id="judul">Rekam, ${escaped(data.label)}: kabel di kepala 40 pin</title>`,
    '<style>.title{font-weight:bold;font-size:20px}.pin{fill:#fff;font-size:12px;text-anchor:middle}</style>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="60" y="50" font-size="26" font-weight="bold">Rekam, ${escaped(data.label)}</text>`,
    '<text x="60" y="78">Kepala 40 pin dilihat dari atas, pin 1 di sudut kartu memori.</text>',
    `<rect x="${centre - 34}" y="${top - 6}" width="68" height="${20 * row + 4}" rx="6" fill="#eceff1"/>`,
    ...headerPins.flatMap((pin) => pinShapes(pin, wires)),
    ...text.map(
      ({ line, y }) =>
        `<text x="60" y="${y}"${titles.includes(line) ? ' class="title"' : ''}>${escaped(line)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n')
}

function pinShapes(pin: HeaderPin, all: readonly Wire[]): readonly string[] {
  const side = pin.pin % 2 === 1 ? -1 : 1
  const anchor = side < 0 ? 'end' : 'start'
  const x = centre + side * 16
  const y = top + Math.floor((pin.pin - 1) / 2) * row + row / 2 - 4
  const wires = all.filter((wire) => wire.pin === pin.pin)
  const [first] = wires
  const at = (distance: number) => centre + side * distance
  const label = `<text x="${at(44)}" y="${y + 5}" text-anchor="${anchor}"`
  const size = wires.length > 1 ? 11 : 16
  const ends = wires.map((wire, index) => {
    const base = y + size / 3 + (index - (wires.length - 1) / 2) * size
    return `<text x="${at(212)}" y="${base.toFixed(1)}" font-size="${size}" text-anchor="${anchor}">${escaped(wireWords(wire))}</text>`
  })
  return [
    `<circle cx="${x}" cy="${y}" r="12" fill="${padColour(pin)}"/>`,
    `<text x="${x}" y="${y + 4}" class="pin">${pin.pin}</text>`,
    `${label} fill="${first ? '#212121' : '#9e9e9e'}">${pinLabel(pin)}</text>`,
    ...(first
      ? [`<path d="M${at(132)} ${y}H${at(200)}" stroke="${wireColours[first.colour]}" stroke-width="6"/>`]
      : []),
    ...ends,
  ]
}

function padColour({ kind }: HeaderPin): string {
  switch (kind) {
    case '3v3':
      return '#ef6c00'
    case '5v':
      return '#c62828'
    case 'ground':
      return '#212121'
    case 'reserved':
      return '#9e9e9e'
    case 'line':
      return '#2e7d32'
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
