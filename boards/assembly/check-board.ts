import { headerPins } from '../wiring/header-pins.ts'
import { uartLines } from '../wiring/uart-lines.ts'
import { type BoardData, buttonParts, pullOf } from './board-data.ts'

/** Two or more settings that cannot stand together. */
export interface BoardClash {
  /** Where the settings are, most telling first: `gpio.lines.buzzer`, split at the dots. */
  readonly paths: readonly (readonly string[])[]
  /** The fault, in Indonesian. */
  readonly words: string
}

/** Faults in a board's data, or in the changes of a site. Empty when it can be built. */
export function boardClashes(data: BoardData): readonly BoardClash[] {
  const used = usedLines(data)
  return [...used.flatMap(reservedClash), ...sharedClashes(used), ...pullClash(data), ...cameraClash(data)]
}

interface UsedLine {
  readonly line: number
  readonly path: readonly string[]
}

function usedLines({ gpio, scanner }: BoardData): readonly UsedLine[] {
  const { lamp, tower, buzzer } = gpio.lines
  const lampKind = tower ? 'tower' : 'lamp'
  return [
    ...Object.entries(tower ?? lamp).map(([colour, line]) => ({
      line,
      path: ['gpio', 'lines', lampKind, colour],
    })),
    { line: buzzer, path: ['gpio', 'lines', 'buzzer'] },
    ...buttonParts.flatMap((part) => {
      const line = gpio.lines[part]
      return line === undefined ? [] : [{ line, path: ['gpio', 'lines', part] }]
    }),
    ...(scanner.touchLine === undefined ? [] : [{ line: scanner.touchLine, path: ['scanner', 'touchLine'] }]),
  ]
}

function reservedClash({ line, path }: UsedLine): readonly BoardClash[] {
  const use = headerPins.find((pin) => 'line' in pin && pin.line === line)
  const uart = line === uartLines.txd || line === uartLines.rxd
  if (use?.kind === 'line' && !uart) return []
  const why = uart ? 'milik UART sensor' : use ? 'milik EEPROM papan tambahan' : 'tidak ada di kepala pin'
  return [{ paths: [path], words: `jalur ${line} ${why}` }]
}

function sharedClashes(used: readonly UsedLine[]): readonly BoardClash[] {
  return used.flatMap((one, index) => {
    const other = used.slice(0, index).find(({ line }) => line === one.line)
    if (!other) return []
    const words = `jalur ${one.line} dipakai dua kali: ${other.path.join('.')} dan ${one.path.join('.')}`
    return [{ paths: [one.path, other.path], words }]
  })
}

// A line pulled the way that means "pressed" is pressed for ever. The contact of the box is closed while it rests.
function pullClash({ gpio }: BoardData): readonly BoardClash[] {
  return buttonParts.flatMap((part) => {
    const line = gpio.lines[part]
    // Whatever is asked for, the board has a resistor to 3.3 V there.
    const held = line === 2 || line === 3
    const pull = held ? 'up' : pullOf(gpio, part)
    const low = gpio.activeLow.includes(part)
    const wanted = low === (part === 'tamper') ? 'down' : 'up'
    if (line === undefined || pull === 'external' || pull === wanted) return []
    const words = held
      ? `jalur ${line} ditarik ke atas oleh papan: ${part} harus ${low ? 'keluar dari' : 'masuk ke'} activeLow`
      : `${part} yang aktif saat ${low ? 'rendah' : 'tinggi'} perlu pulls "${wanted}", bukan "${pull}"`
    return [
      {
        paths: [
          ['gpio', 'pulls', part],
          ['gpio', 'activeLow'],
        ],
        words,
      },
    ]
  })
}

function cameraClash({ pack, camera }: BoardData): readonly BoardClash[] {
  if (pack !== 'debian' || camera.kind !== 'ribbon') return []
  const words =
    'kamera pita tidak jalan di image "debian". Pasang kamera USB dan tulis camera.kind = "usb", atau pakai image "raspios"'
  return [{ paths: [['pack'], ['camera', 'kind']], words }]
}
