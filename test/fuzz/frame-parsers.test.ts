import { describe, expect, test } from 'vitest'
import { createEf01Parser, encodeFrame } from '../../hal/driver/ef01/ef01-frame.ts'
import { createGtParser, encodeGtCommand, encodeGtData } from '../../hal/driver/gt/gt-frame.ts'
import { createSeededRandom, type SeededRandom } from '../../sim/random/seeded-random.ts'

const streams = 100_000
const dataBytes = 120

/** The findings of a parser, as one text each; `taken` counts the bytes they account for. */
interface Tried {
  push(bytes: Uint8Array): void
  next(): { readonly words: string; readonly taken: number; readonly noise: boolean } | undefined
}

const ef01 = (): Tried => {
  const parser = createEf01Parser()
  return {
    push: (bytes) => parser.push(bytes),
    next() {
      const finding = parser.next()
      if (!finding) return undefined
      if (finding.found === 'garbage') {
        return { words: finding.why, taken: finding.bytes, noise: finding.why === 'noise' }
      }
      const { kind, address, payload } = finding.frame
      const words = `${kind} ${address} ${Buffer.from(payload).toString('hex')}`
      return { words, taken: 11 + payload.length, noise: false }
    },
  }
}

const gt = (): Tried => {
  const parser = createGtParser()
  return {
    push: (bytes) => parser.push(bytes),
    next() {
      const data = parser.takeData(dataBytes)
      if (data) return { words: Buffer.from(data).toString('hex'), taken: 6 + data.length, noise: false }
      if (parser.atData && parser.heldBytes < 6 + dataBytes) return undefined
      const finding = parser.next()
      if (!finding) return undefined
      switch (finding.found) {
        case 'garbage':
          return { words: finding.why, taken: finding.bytes, noise: finding.why === 'noise' }
        case 'response':
          return { words: JSON.stringify(finding.response), taken: 12, noise: false }
        case 'echo':
          return { words: 'echo', taken: 12, noise: false }
      }
    },
  }
}

const below = (random: SeededRandom, limit: number) => Math.floor(random.next() * limit)

const ef01Frames = [
  encodeFrame('acknowledge', [0]),
  encodeFrame('data', new Uint8Array(256).fill(0xef)),
  encodeFrame('data', [0xef, 0x01, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 3, 0, 0, 10]),
  encodeFrame('last-data', []),
  encodeFrame('command', [0x0a], 0x0102_0304),
]
const gtFrames = [
  encodeGtCommand(0x30, 0),
  encodeGtCommand(0x31, 0x1012),
  encodeGtCommand(0x26, 0),
  encodeGtData(new Uint8Array(dataBytes).fill(0x5a)),
  encodeGtData(Uint8Array.from({ length: dataBytes }, (_, at) => (at % 2 === 0 ? 0x55 : 0xaa))),
]

/** Frames of the family with bytes changed, lost, doubled or put in, and plain noise; at most 2 kB. */
function hostileStream(random: SeededRandom, frames: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = []
  for (let count = 1 + below(random, 6); count > 0; count -= 1) {
    const frame = (frames[below(random, frames.length)] ?? new Uint8Array()).slice()
    const at = below(random, frame.length)
    switch (below(random, 6)) {
      case 0:
        pieces.push(random.bytes(below(random, 60)))
        break
      case 1:
        pieces.push(frame.with(at, below(random, 256)))
        break
      case 2:
        pieces.push(frame.subarray(0, at))
        break
      case 3:
        pieces.push(frame.subarray(0, at), frame.subarray(Math.max(0, at - 3)))
        break
      case 4:
        pieces.push(frame.subarray(0, at), random.bytes(3), frame.subarray(at))
        break
      default:
        pieces.push(frame)
    }
  }
  return new Uint8Array(Buffer.concat(pieces))
}

/** All findings, runs of noise that a portion cut joined, and how many bytes were accounted for. */
function parse(create: () => Tried, stream: Uint8Array, portion: number) {
  const parser = create()
  const said: string[] = []
  let taken = 0
  let wasNoise = false
  for (let at = 0; at < stream.length; at += portion) {
    parser.push(stream.subarray(at, at + portion))
    for (let finding = parser.next(); finding; finding = parser.next()) {
      if (!(finding.noise && wasNoise)) said.push(finding.words)
      wasNoise = finding.noise
      taken += finding.taken
    }
  }
  return { said, taken }
}

describe.each([
  { name: 'EF01', create: ef01, frames: ef01Frames, longest: 9 + 258 },
  { name: 'GT', create: gt, frames: gtFrames, longest: 6 + dataBytes },
])('$name parser', ({ create, frames, longest }) => {
  test('100,000 hostile streams: never throws or hangs, holds one unfinished frame, portions change nothing', () => {
    const random = createSeededRandom(511)
    const before = process.memoryUsage().heapUsed
    for (let round = 0; round < streams; round += 1) {
      const stream = hostileStream(random, frames)
      const whole = parse(create, stream, Math.max(1, stream.length))
      const cut = parse(create, stream, 1 + below(random, random.next() < 0.5 ? 16 : 4_096))
      if (whole.said.join() !== cut.said.join() || whole.taken !== cut.taken) {
        expect.fail(`round ${round}: ${Buffer.from(stream).toString('hex')}`)
      }
      const held = stream.length - whole.taken
      if (held < 0 || held >= longest) expect.fail(`round ${round}: holds ${held} bytes`)
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6)
  })

  test('one parser fed 20 MB of noise in large portions stays small and still finds a frame', () => {
    const random = createSeededRandom(52)
    const parser = create()
    const noise = random.bytes(65_536)
    for (let round = 0; round < 320; round += 1) {
      parser.push(noise)
      while (parser.next());
    }
    parser.push(new Uint8Array(longest))
    while (parser.next());
    parser.push(frames[0] ?? new Uint8Array())
    const found: boolean[] = []
    for (let finding = parser.next(); finding; finding = parser.next()) found.push(finding.noise)
    expect(found.at(-1)).toBe(false)
  })
})
