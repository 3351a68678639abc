import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frontLines } from '../../boards/assembly/board-data.ts'
import { boardClashes } from '../../boards/assembly/check-board.ts'
import { readOverride } from '../../boards/override/read-override.ts'
import { rpi4bBoard } from '../../boards/rpi4b/board.ts'
import { wiringDrawing } from '../../boards/wiring/wiring-drawing.ts'
import { fuzzRuns } from './fuzz-runs.ts'

const names = [
  'screen',
  'gpio',
  'lines',
  'lamp',
  'red',
  'buzzer',
  'helpButton',
  'activeLow',
  'scanner',
  'path',
]
const marks = ['[', ']', '[[', '{', '}', '=', '.', ',', '\n', '"', "'", '"""', '#', ' ', '\\', '\0', '\r\n']
const values = ['4', '17', '23', '-1', '1e9', '"/dev/ttyUSB0"', '["lamp"]', '__proto__', 'true', '1979-05-27']
const words = fc.constantFrom(...names, ...marks, ...values)
const documents = fc.oneof(
  fc.array(words, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 200 }),
)

/** The result of a document: a board that can be built, or faults with lines of that document. */
function checkOutcome(bytes: Uint8Array): boolean {
  const read = readOverride(rpi4bBoard, bytes)
  if (read.ok) {
    expect(boardClashes(read.value)).toEqual([])
    expect(wiringDrawing(read.value)).toMatch(/^<svg[^]*<\/svg>\n$/)
    return true
  }
  const lines = Buffer.from(bytes).toString('utf8').split('\n').length
  expect(read.fault).not.toEqual([])
  for (const { line = 1 } of read.fault) expect(line >= 1 && line <= lines).toBe(true)
  return false
}

test('no bytes break the reader: a board comes out, or faults with their lines', () => {
  fc.assert(
    fc.property(documents, (bytes) => void checkOutcome(bytes)),
    { numRuns: fuzzRuns(2_000) },
  )
})

test('settings of the right shape either make a board that can be built or are refused', () => {
  const line = fc.integer({ min: 0, max: 27 })
  let taken = 0
  fc.assert(
    fc.property(line, line, line, fc.boolean(), (red, buzzer, helpButton, low) => {
      const text = `[gpio]\nactiveLow = ["powerButton"${low ? ', "helpButton"' : ''}]\npulls.helpButton = "${low ? 'up' : 'down'}"
[gpio.lines]\nlamp.red = ${red}\nbuzzer = ${buzzer}\nhelpButton = ${helpButton}\n`
      if (!checkOutcome(Buffer.from(text))) return
      taken += 1
      const read = readOverride(rpi4bBoard, Buffer.from(text))
      expect(read.ok && frontLines(read.value)).toEqual({
        lamp: { ...rpi4bBoard.gpio.lines.lamp, red },
        brightness: 1,
        buzzer,
        buttons: [
          { button: 'help', line: helpButton, pull: low ? 'up' : 'down' },
          { button: 'power', line: 3, pull: 'external' },
        ],
        activeLow: low ? [3, helpButton] : [3],
      })
    }),
    { numRuns: fuzzRuns(500) },
  )
  expect(taken).toBeGreaterThan(50)
})
