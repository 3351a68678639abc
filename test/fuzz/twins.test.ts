import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createSeededRandom, type SeededRandom } from '../../sim/random/seeded-random.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import { commandFrame, frameOf } from '../stand/ef01-talk.ts'
import { gtCommand, gtData } from '../stand/gt-talk.ts'

const streams = 100_000
const finger = { person: 'fuzz', position: 2 }
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const below = (random: SeededRandom, limit: number) => Math.floor(random.next() * limit)
const pick = <T>(random: SeededRandom, from: readonly T[]): T => from[below(random, from.length)] as T

type Hostile = (random: SeededRandom) => number[]

/** Bytes that a host of the family could send, mostly by the book. */
const speech: Readonly<Record<string, Hostile>> = {
  ef01(random) {
    const content = [...random.bytes(pick(random, [0, 1, 2, 4, 5, 33, 250]))]
    if (random.next() < 0.2) return frameOf(pick(random, [2, 8, 7, below(random, 256)]), content)
    const known = [0x01, 0x02, 0x08, 0x09, 0x0a, 0x0b, 0x13, 0x31, 0x32, 0x3d, below(random, 256)]
    if (random.next() < 0.2) return commandFrame([0x13, 0, 0, 0, 0])
    return commandFrame([pick(random, known), ...content], random.next() < 0.95 ? 0xffffffff : 7)
  },
  gt(random) {
    if (random.next() < 0.2) return gtData([...random.bytes(pick(random, [0, 498, 24]))])
    const known = [0x12, 0x22, 0x23, 0x24, 0x25, 0x60, 0x62, 0x63, 0x52, 0x53, 0x70, 0x71, below(random, 256)]
    return gtCommand(pick(random, known), pick(random, [0, 1, 2, 0xffffffff, 57_600, below(random, 2 ** 32)]))
  },
}

/** Speech that is damaged, cut, doubled or drowned in noise. */
function hostile(random: SeededRandom, speak: Hostile): Uint8Array {
  const bytes: number[] = []
  for (let words = 1 + below(random, 3); words > 0; words -= 1) {
    const words = speak(random)
    const at = below(random, words.length)
    switch (below(random, 6)) {
      case 0:
        words[at] = below(random, 256)
        break
      case 1:
        words.splice(at)
        break
      case 2:
        words.splice(at, 0, ...random.bytes(below(random, 40)))
        break
      case 3:
        words.unshift(...words.slice(0, at))
        break
      default:
    }
    bytes.push(...words)
  }
  return Uint8Array.from(bytes)
}

/** A twin whose pictures are tiny, so that a hundred thousand of them cost little. */
function openTwin(model: string) {
  const clock = createHandClock()
  const twin = createSensorTwin(model, { clock, paced: false })
  const answers: number[] = []
  twin.onBytes((bytes) => answers.push(...bytes))
  const calm = () => {
    twin.reboot()
    // A setting that a stream may have made for good would keep the next ones out.
    twin.fault({ kind: 'address', address: 0xffffffff })
    twin.fault({ kind: 'password', password: 0 })
    twin.fault({ kind: 'geometry', widthPx: 16, heightPx: 16 })
    twin.place(finger)
    answers.length = 0
  }
  calm()
  return { clock, twin, answers, calm }
}

const heapBytes = () => {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

test.each([
  ['R503', 'ef01', 1],
  ['GT-521F52', 'gt', 0],
] as const)(
  '%s lives through a hundred thousand hostile streams and grows by none of them',
  async (model, family, readyBytes) => {
    const random = createSeededRandom(20_261_124)
    const { clock, twin, answers, calm } = openTwin(model)
    const speak = speech[family] ?? (() => [])
    let [settled, answered] = [0, 0]
    for (let stream = 0; stream < streams; stream += 1) {
      twin.receive(hostile(random, speak), random.next() < 0.98 ? twin.baud : 9_601)
      if (stream % 50 !== 0) continue
      await clock.advance(0)
      answered += answers.length
      calm()
      if (stream === 20_000) settled = heapBytes()
    }
    expect(answered).toBeGreaterThan(streams)
    expect(heapBytes() - settled).toBeLessThan(8 * 2 ** 20)
    // It still is what it was.
    await clock.advance(0)
    calm()
    twin.receive(Uint8Array.from(family === 'ef01' ? commandFrame([0x99]) : gtCommand(0x03)), twin.baud)
    await clock.advance(0)
    expect(answers.length).toBe(readyBytes + 12)
  },
)

test.each([
  ['R503', 'ef01'],
  ['R307', 'ef01'],
  ['GT-511C3', 'gt'],
] as const)('%s answers the same in whatever portions it was asked', async (model, family) => {
  const random = createSeededRandom(7)
  const speak = speech[family] ?? (() => [])
  for (let round = 0; round < 300; round += 1) {
    const stream = Buffer.concat(Array.from({ length: 1 + below(random, 8) }, () => hostile(random, speak)))
    const heard: number[][] = []
    for (const portion of [4_096, 1, 1 + below(random, 4_096)]) {
      const { clock, twin, answers } = openTwin(model)
      for (let at = 0; at < stream.length; at += portion)
        twin.receive(stream.subarray(at, at + portion), twin.baud)
      await clock.advance(0)
      heard.push([...answers])
    }
    expect(heard[1]).toEqual(heard[0])
    expect(heard[2]).toEqual(heard[0])
  }
})
