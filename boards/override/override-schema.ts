import { z } from 'zod'
import { scannerModels } from '../../hal/driver/scanner/open-scanner.ts'
import { buttonParts, cameraKinds, packs } from '../assembly/board-data.ts'

const whole = (least: number, most: number) => {
  const wants = `harus bilangan bulat ${least} sampai ${most}`
  return z.int(wants).min(least, wants).max(most, wants).optional()
}
const choice = <const T extends readonly string[]>(words: T) =>
  z.enum(words, `harus salah satu dari: ${words.join(', ')}`)
const text = (pattern: RegExp, wants: string) => z.string(wants).regex(pattern, wants).optional()
const section = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, 'harus satu bagian, bukan satu nilai').optional()

const line = whole(0, 27)
const needed = line.unwrap()
const pull = choice(['up', 'down', 'external']).optional()
const deviceFile = (example: string) =>
  text(/^\/dev\/[\w:+-][\w./:+-]{0,200}$/, `harus berkas di /dev, misalnya "${example}"`)

// Of a picture of one finger: no part on a serial line has more.
const side = whole(32, 1_024).unwrap()

/** The changes that a site may make to its board, in `board.toml`. Every message says what is wanted, in Indonesian. */
export const overrideSchema = z.strictObject({
  pack: choice(packs).optional(),
  screen: section({
    widthMm: whole(50, 2_000),
    widthPx: whole(320, 7_680),
    heightPx: whole(320, 4_320),
  }),
  gpio: section({
    base: whole(0, 2_000),
    lines: section({
      lamp: section({ red: line, green: line, blue: line }),
      tower: section({ red: needed, amber: needed, green: needed }),
      buzzer: line,
      helpButton: line,
      powerButton: line,
      tamper: line,
    }),
    activeLow: z
      .array(choice(['lamp', 'buzzer', ...buttonParts]), 'harus daftar dalam kurung siku')
      .optional(),
    pulls: section({ helpButton: pull, powerButton: pull, tamper: pull }),
    lampPercent: whole(1, 100),
  }),
  scanner: section({
    path: deviceFile('/dev/ttyUSB0'),
    model: choice(scannerModels).optional(),
    baud: whole(9_600, 921_600),
    touchLine: line,
    size: section({ widthPx: side, heightPx: side }),
    dpi: whole(100, 1_200),
  }),
  camera: section({
    kind: choice(cameraKinds).optional(),
    device: deviceFile('/dev/video0'),
    model: text(/^[ -~]{1,60}$/, 'harus teks biasa, 1 sampai 60 huruf'),
    widthPx: whole(480, 4_656),
    heightPx: whole(480, 4_656),
  }),
  thermal: section({ hotCelsius: whole(40, 100) }),
})

export type Override = z.infer<typeof overrideSchema>

/** The words that may stand in a section, for who mistyped one. */
export function knownWords(path: readonly string[]): readonly string[] {
  let here: unknown = overrideSchema
  for (const word of path) {
    here = here instanceof z.ZodObject ? here.shape[word] : undefined
    while (here instanceof z.ZodOptional) here = here.unwrap()
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : []
}
