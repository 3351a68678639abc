import type { BoardFault, BoardPage, BoardWiring } from '../../firmware/console/boards.ts'
import type { Pull } from '../../hal/contract/gpio-port.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { systemFiles } from '../image/system-files.ts'
import { billOfMaterials } from '../wiring/bill-of-materials.ts'
import { configTxt } from '../wiring/config-txt.ts'
import { pinOfLine } from '../wiring/header-pins.ts'
import { wiresOf } from '../wiring/wires-of.ts'
import { wiringDrawing } from '../wiring/wiring-drawing.ts'
import { wiringText } from '../wiring/wiring-text.ts'
import {
  type BoardData,
  type ButtonPart,
  buttonParts,
  cameraModel,
  type FrontPart,
  isPi,
  type Pack,
  type PiData,
  pullOf,
} from './board-data.ts'
import { siteBoard } from './site-board.ts'

/** The facts that `rekam board` shows of a board. Nothing is opened but the site's own settings. */
export async function describeBoard(
  name: string,
  dataFolder: string,
): Promise<Result<BoardPage, BoardFault>> {
  const board = await siteBoard(name, dataFolder)
  if (!board.ok) return board
  const data = board.value
  const facts = boardFacts(data)
  return ok(
    isPi(data) ? { data, facts, wiring: boardWiring(data), system: systemFiles(data) } : { data, facts },
  )
}

function boardWiring(data: PiData): BoardWiring {
  return {
    lines: wiringText(data),
    drawing: wiringDrawing(data),
    plan: { wires: wiresOf(data), materials: billOfMaterials(data), config: configTxt(data) },
  }
}

const pullWords: Readonly<Record<Pull, string>> = {
  up: 'ditarik ke atas',
  down: 'ditarik ke bawah',
  external: 'resistor sendiri',
}

const buttonWords: Readonly<Record<ButtonPart, string>> = {
  helpButton: 'bantuan',
  powerButton: 'matikan',
  tamper: 'kotak',
}

const packWords: Readonly<Record<Pack, string>> = {
  raspios: 'raspios: kernel Raspberry Pi, kamera pita atau USB',
  debian: 'debian: kernel Debian, kamera USB saja',
}

function boardFacts(data: BoardData | PiData): readonly string[] {
  const { screen, gpio, scanner, camera, thermal } = data
  const { lamp, tower, buzzer } = gpio.lines
  const active = (part: FrontPart) => (gpio.activeLow.includes(part) ? 'aktif rendah' : 'aktif tinggi')
  const touch = scanner.touchLine === undefined ? '' : `, sentuh ${lineWords(scanner.touchLine)}`
  const base = gpio.base === undefined ? '' : `, mulai dari nomor ${gpio.base}`
  const device = camera.device === undefined ? '' : `, di ${camera.device}`
  const facts: readonly (readonly [string, string])[] = [
    ['layar', `${screen.widthPx} x ${screen.heightPx} piksel, lebar ${screen.widthMm} mm`],
    [
      'lampu',
      tower
        ? `menara: merah ${lineWords(tower.red)}, kuning ${lineWords(tower.amber)}, hijau ${lineWords(tower.green)}, ${active('lamp')}`
        : `merah ${lineWords(lamp.red)}, hijau ${lineWords(lamp.green)}, biru ${lineWords(lamp.blue)}, ${active('lamp')}`,
    ],
    ['bel', `${lineWords(buzzer)}, ${active('buzzer')}`],
    ...buttonParts.flatMap((part) => {
      const line = gpio.lines[part]
      if (line === undefined) return []
      return [
        [buttonWords[part], `${lineWords(line)}, ${active(part)}, ${pullWords[pullOf(gpio, part)]}`] as const,
      ]
    }),
    ['sensor', `${scanner.model} di ${scanner.path}, ${scanner.baud} bit/detik${touch}`],
    ['kamera', `${cameraModel(data)}, ${camera.widthPx} x ${camera.heightPx} piksel${device}`],
    ['suhu', `${thermal.path}, panas di atas ${thermal.hotCelsius} derajat`],
    ...(isPi(data)
      ? ([
          ['image', packWords[data.pack]],
          ['gpio', `${gpio.chipLabels.join(' atau ')}${base}`],
          ['uart', `${data.serial.device}, pin 8 dan 10`],
          ['watchdog', `${data.watchdog.device}, paling lama ${data.watchdog.mostSeconds} detik`],
        ] as const)
      : []),
  ]
  return [`${data.name}: ${data.label}`, ...facts.map(([name, words]) => `  ${name.padEnd(10)}${words}`)]
}

function lineWords(line: number): string {
  return `BCM ${line} (pin ${pinOfLine(line)})`
}
