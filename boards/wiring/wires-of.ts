import { type ButtonPart, buttonParts, type PiData } from '../assembly/board-data.ts'
import { type HeaderPin, headerPins, pinOfLine } from './header-pins.ts'
import { sensorSupply } from './sensor-supply.ts'
import { isOnHeader, uartLines } from './uart-lines.ts'
import type { Wire, WireColour } from './wire.ts'

type SupplyKind = '3v3' | '5v' | 'ground'

/** A part with its wires to lines, and what it needs beside them. */
interface Bundle {
  readonly signals: readonly Wire[]
  readonly supplies: readonly {
    readonly kind: SupplyKind
    readonly colour: WireColour
    readonly end: string
  }[]
}

/** Every wire of a board, by pin. Power and ground come from the free pin nearest to the part's lines. */
export function wiresOf(data: PiData): readonly Wire[] {
  const wires: Wire[] = []
  for (const { signals, supplies } of [sensor(data), lamp(data), buzzer(data), ...buttons(data)]) {
    wires.push(...signals)
    for (const { kind, colour, end } of supplies) {
      const pin = nearestPin(
        kind,
        signals.map((wire) => wire.pin),
        wires.map((wire) => wire.pin),
      )
      wires.push({ pin, colour, end })
    }
  }
  return wires.toSorted((one, other) => one.pin - other.pin)
}

function onLine(line: number, colour: WireColour, end: string): Wire {
  return { pin: pinOfLine(line), colour, end }
}

function sensor(data: PiData): Bundle {
  const { model, touchLine } = data.scanner
  const touch = touchLine === undefined ? [] : [onLine(touchLine, 'abu', `${model} sentuh`)]
  const touchPower =
    touch.length === 0 ? [] : [{ kind: '3v3', colour: 'merah', end: `${model} daya sentuh` } as const]
  if (!isOnHeader(data)) return { signals: touch, supplies: touchPower }
  const supply = sensorSupply[model]
  return {
    signals: [
      onLine(uartLines.txd, 'ungu', `${model} RXD`),
      onLine(uartLines.rxd, 'kuning', `${model} TXD`),
      ...touch,
    ],
    supplies: [
      ...(supply ? [{ kind: supply, colour: 'merah', end: `${model} daya` } as const] : []),
      ...touchPower,
      { kind: 'ground', colour: 'hitam', end: `${model} GND` },
    ],
  }
}

function lamp({ gpio }: PiData): Bundle {
  const low = gpio.activeLow.includes('lamp')
  const { red, green, blue } = gpio.lines.lamp
  const { tower } = gpio.lines
  if (tower) {
    return {
      signals: [
        onLine(tower.red, 'merah', 'menara merah'),
        onLine(tower.amber, 'kuning', 'menara kuning'),
        onLine(tower.green, 'hijau', 'menara hijau'),
      ],
      supplies: [
        ...(low ? [{ kind: '3v3', colour: 'merah', end: 'modul saklar daya' } as const] : []),
        { kind: 'ground', colour: 'hitam', end: 'modul saklar GND' },
      ],
    }
  }
  return {
    signals: [
      onLine(red, 'merah', 'lampu merah'),
      onLine(green, 'hijau', 'lampu hijau'),
      onLine(blue, 'biru', 'lampu biru'),
    ],
    supplies: low
      ? [{ kind: '3v3', colour: 'merah', end: 'lampu anoda' }]
      : [{ kind: 'ground', colour: 'hitam', end: 'lampu katoda' }],
  }
}

function buzzer({ gpio }: PiData): Bundle {
  const { buzzer: line } = gpio.lines
  if (gpio.activeLow.includes('buzzer')) {
    return {
      signals: [onLine(line, 'jingga', 'modul bel masukan')],
      supplies: [
        // A module fed with 5 V does not see the 3.3 V of a line as off.
        { kind: '3v3', colour: 'merah', end: 'modul bel daya' },
        { kind: 'ground', colour: 'hitam', end: 'modul bel GND' },
      ],
    }
  }
  return {
    signals: [onLine(line, 'jingga', 'bel basis transistor')],
    supplies: [
      { kind: '5v', colour: 'merah', end: 'bel +' },
      { kind: 'ground', colour: 'hitam', end: 'bel emitor transistor' },
    ],
  }
}

const buttonEnds: Readonly<Record<ButtonPart, { readonly colour: WireColour; readonly end: string }>> = {
  helpButton: { colour: 'cokelat', end: 'tombol bantuan' },
  powerButton: { colour: 'abu', end: 'tombol matikan' },
  tamper: { colour: 'jingga', end: 'sakelar pintu' },
}

// The contact of the box rests closed, so its other side is what the line is not while the box is open.
function buttons({ gpio }: PiData): readonly Bundle[] {
  return buttonParts.flatMap((part) => {
    const line = gpio.lines[part]
    if (line === undefined) return []
    const { colour, end } = buttonEnds[part]
    const toGround = gpio.activeLow.includes(part) !== (part === 'tamper')
    const supply = toGround
      ? ({ kind: 'ground', colour: 'hitam', end } as const)
      : ({ kind: '3v3', colour: 'merah', end } as const)
    return [{ signals: [onLine(line, colour, end)], supplies: [supply] }]
  })
}

/** A pin of that kind with as few wires as can be, close to others; the other column counts as two rows. */
function nearestPin(kind: SupplyKind, near: readonly number[], taken: readonly number[]): number {
  const wiresOn = ({ pin }: HeaderPin) => taken.filter((other) => other === pin).length
  const distance = ({ pin }: HeaderPin) =>
    near.reduce((sum, other) => sum + Math.abs(rowOf(pin) - rowOf(other)) + 2 * ((pin + other) % 2), 0)
  const [nearest] = headerPins
    .filter((pin) => pin.kind === kind)
    .toSorted((one, other) => wiresOn(one) - wiresOn(other) || distance(one) - distance(other))
  if (!nearest) throw new Error(`no ${kind} on the header`)
  return nearest.pin
}

function rowOf(pin: number): number {
  return Math.ceil(pin / 2)
}
