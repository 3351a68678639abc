import { type R503State, sensorHeightPx, sensorWidthPx, templateBytes } from './r503-state.ts'
import { type Features, matchScore, packTemplate, unpackTemplate } from './twin-library.ts'

/** What the part says to one instruction, how long it thinks, and the data it sends after. */
export interface R503Answer {
  readonly answer: readonly number[]
  readonly delayMs: number
  readonly data?: Uint8Array
}

type Respond = (state: R503State, parameters: readonly number[]) => R503Answer

const word = (value: number) => [(value >> 8) & 0xff, value & 0xff]
const done = (delayMs: number, ...rest: number[]): R503Answer => ({ answer: [0x00, ...rest], delayMs })
const refuse = (code: number, delayMs = 2): R503Answer => ({ answer: [code], delayMs })

/** Instructions by their code; everything else is answered with FC, as the manual says. */
export const r503Answers: Readonly<Record<number, Respond>> = {
  0x01: (state) => (state.finger ? done(150) : refuse(0x02, 6)),
  0x28: (state) =>
    state.finger ? ((state.finger.contact ?? 1) < 0.2 ? refuse(0x07, 150) : done(150)) : refuse(0x02, 6),
  0x02: extract,
  0x03: (state) => {
    const [one, two] = [state.buffers.get(1), fromHost(state, 2)]
    if (!one || !two) return refuse(0x08, 60)
    const score = matchScore(one, two)
    return score > 0 ? done(60, ...word(score)) : { answer: [0x08, ...word(0)], delayMs: 60 }
  },
  0x04: (state, [buffer = 1]) => search(state, buffer),
  0x05: (state) => {
    const [one, two] = [state.buffers.get(1), state.buffers.get(2)]
    return one && two && matchScore(one, two) > 0 ? done(60) : refuse(0x0a, 60)
  },
  0x06: (state, [buffer = 1, high = 0, low = 0]) => {
    const features = fromHost(state, buffer)
    const page = high * 256 + low
    if (page >= 200) return refuse(0x0b)
    if (!features) return refuse(0x18)
    state.library.set(page, features)
    return done(120)
  },
  0x07: (state, [buffer = 1, high = 0, low = 0]) => {
    const features = state.library.get(high * 256 + low)
    if (!features) return refuse(0x0c)
    state.buffers.set(buffer, features)
    return done(20)
  },
  0x08: (state, [buffer = 1]) => {
    const features = fromHost(state, buffer)
    if (!features) return refuse(0x0d)
    return { answer: [0x00], delayMs: 5, data: Uint8Array.from(packTemplate(features, templateBytes)) }
  },
  0x09: (state, [buffer = 1]) => {
    state.buffers.delete(buffer)
    state.incoming = { buffer, bytes: [] }
    return done(5)
  },
  0x0a: (state) =>
    state.image ? { answer: [0x00], delayMs: 5, data: packPixels(state.image.pixels) } : refuse(0x0f),
  0x0c: (state, [high = 0, low = 0, countHigh = 0, countLow = 1]) => {
    const first = high * 256 + low
    for (let page = first; page < first + countHigh * 256 + countLow; page += 1) state.library.delete(page)
    return done(60)
  },
  0x0d: (state) => {
    state.library.clear()
    return done(80)
  },
  0x0e: setParameter,
  0x0f: (state) => done(4, ...parameterTable(state)),
  0x13: (state, password) => {
    const given = password.reduce((total, byte) => total * 256 + byte, 0)
    state.unlocked = given === state.password
    return state.unlocked ? done(4) : refuse(0x13, 4)
  },
  0x1d: (state) => done(4, ...word(state.library.size)),
  0x1f: (state, [page = 0]) => {
    const bits = Array.from({ length: 32 }, () => 0)
    for (const entry of state.library.keys()) {
      if (entry >> 8 === page)
        bits[(entry & 0xff) >> 3] = (bits[(entry & 0xff) >> 3] ?? 0) | (1 << (entry & 7))
    }
    return done(4, ...bits)
  },
  0x30: () => done(4),
  0x35: (state, ring) => {
    state.ring = ring
    return done(4)
  },
  0x36: () => done(20),
  0x39: () => done(4, ...text('FPM-V1.2', 32)),
  0x3a: () => done(4, ...text('R503-V1.2.1', 32)),
  0x3c: () =>
    done(
      4,
      ...text('R503', 16),
      ...text('0001', 4),
      ...text('TWIN0001', 8),
      1,
      2,
      ...text('GC0308', 8),
      ...word(sensorWidthPx),
      ...word(sensorHeightPx),
      ...word(templateBytes),
      ...word(200),
    ),
  0x3d: () => done(4),
  0x40: () => done(2),
}

function extract(state: R503State, [buffer = 1]: readonly number[]): R503Answer {
  if (!state.image) return refuse(0x15, 20)
  if ((state.finger?.contact ?? 1) < 0.3) return refuse(0x07, 120)
  state.buffers.set(buffer, state.image.features)
  return done(120)
}

// A template that came from the host counts once all of it is there.
function fromHost(state: R503State, buffer: number): Features | undefined {
  const { incoming } = state
  if (incoming?.buffer === buffer && incoming.bytes.length === templateBytes) {
    const features = unpackTemplate(incoming.bytes)
    if (features) state.buffers.set(buffer, features)
    state.incoming = undefined
  }
  return state.buffers.get(buffer)
}

function search(state: R503State, buffer: number): R503Answer {
  const wanted = state.buffers.get(buffer)
  for (const [page, features] of state.library) {
    const score = wanted ? matchScore(wanted, features) : 0
    if (score > 0) return done(200, ...word(page), ...word(score))
  }
  return { answer: [0x09, 0, 0, 0, 0], delayMs: 200 }
}

function setParameter(state: R503State, [number, value = 0]: readonly number[]): R503Answer {
  switch (number) {
    case 4:
      if (![1, 2, 4, 6, 12].includes(value)) return refuse(0x1b)
      state.baudCode = value
      return done(30)
    case 5:
      if (value < 1 || value > 5) return refuse(0x1b)
      state.security = value
      return done(30)
    case 6:
      if (value > 3) return refuse(0x1b)
      state.sizeCode = value
      return done(30)
    default:
      return refuse(0x1a)
  }
}

function parameterTable(state: R503State): number[] {
  const status = (state.image ? 8 : 0) | (state.unlocked ? 4 : 0)
  const address = [0xff, 0xff, 0xff, 0xff]
  const { security, sizeCode, baudCode } = state
  return [
    ...word(status),
    ...word(0),
    ...word(200),
    ...word(security),
    ...address,
    ...word(sizeCode),
    ...word(baudCode),
  ]
}

// Only the upper half of each pixel crosses the wire, the left pixel in the high half.
function packPixels(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 2 }, (_, at) => {
    const left = pixels[2 * at] ?? 0
    const right = pixels[2 * at + 1] ?? 0
    return (left & 0xf0) | (right >> 4)
  })
}

function text(words: string, length: number): number[] {
  return Array.from({ length }, (_, at) => (at < words.length ? words.charCodeAt(at) : 0))
}
