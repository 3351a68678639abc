import { createSeededRandom, seedOf } from '../random/seeded-random.ts'

/** Features the way a part's matcher sees them: whose finger, and which press. */
export interface Features {
  readonly person: string
  readonly position: number
  readonly press: number
}

const mark = 0x52
const version = 1

/** A template as bytes: opaque to the host, readable by any twin of this kind. */
export function packTemplate(features: Features, bytes: number): Uint8Array {
  const { position, press } = features
  const person = Buffer.from(features.person).subarray(0, 120)
  const core = Buffer.from([mark, version, position, 0, 0, 0, 0, person.length, ...person, 0, 0])
  core.writeUInt32BE(press, 3)
  core.writeUInt16BE(sumOf(core.subarray(0, -2)), core.length - 2)
  const filler = createSeededRandom(seedOf('template', features.person, position, press)).bytes(bytes)
  return Uint8Array.from(Buffer.concat([core, filler]).subarray(0, bytes))
}

/** Undefined for bytes that are no template; a part may hold such bytes, but they match nothing. */
export function unpackTemplate(template: Uint8Array): Features | undefined {
  const bytes = Buffer.from(template)
  const nameEnd = 8 + (bytes[7] ?? 0)
  if (bytes[0] !== mark || bytes[1] !== version || bytes.length < nameEnd + 2) return undefined
  if (bytes.readUInt16BE(nameEnd) !== sumOf(bytes.subarray(0, nameEnd))) return undefined
  return {
    person: bytes.subarray(8, nameEnd).toString(),
    position: bytes[2] ?? 0,
    press: bytes.readUInt32BE(3),
  }
}

/** Score as a part would give it: up to 12 for different fingers, 60 to 240 for two presses of one. */
export function matchScore(a: Features, b: Features): number {
  const same = a.person === b.person && a.position === b.position
  const random = createSeededRandom(
    seedOf('match', a.person, a.position, a.press, b.person, b.position, b.press),
  )
  return Math.round(same ? random.between(60, 240) : random.between(0, 12))
}

const sumOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0)
