import { createSeededRandom, seedOf } from '../random/seeded-random.ts'

/** Features the way the part's matcher sees them: whose finger, and which press. */
export interface Features {
  readonly person: string
  readonly position: number
  readonly press: number
}

/** A template as bytes: opaque to the host, readable by any twin of this kind. */
export function packTemplate(features: Features, bytes: number): number[] {
  const words = JSON.stringify(features)
  const filler = createSeededRandom(seedOf('template', words)).bytes(bytes)
  const text = [...Buffer.from(words)]
  return [0x03, text.length >> 8, text.length & 0xff, ...text, ...filler].slice(0, bytes)
}

export function unpackTemplate(template: readonly number[]): Features | undefined {
  if (template[0] !== 0x03) return undefined
  const length = ((template[1] ?? 0) << 8) + (template[2] ?? 0)
  const text = Buffer.from(template.slice(3, 3 + length)).toString('utf8')
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  return JSON.parse(text) as Features
}

/** Score as the part would give it: 0 for different fingers, 60 to 240 for two presses of one. */
export function matchScore(a: Features, b: Features): number {
  if (a.person !== b.person || a.position !== b.position) return 0
  const random = createSeededRandom(seedOf('match', a.person, a.position, a.press, b.press))
  return Math.round(random.between(60, 240))
}
