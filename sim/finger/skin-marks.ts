import { createSeededRandom, type SeededRandom, seedOf } from '../random/seeded-random.ts'
import { createSmoothNoise, type SmoothNoise } from './smooth-noise.ts'

/** Skin of one finger beside its ridges, which stays with it from press to press. */
export interface SkinMarks {
  /** How worn the ridges are, 0 to 1; they break where `wear` is high. */
  readonly roughness: number
  readonly wear: SmoothNoise
  /** Depth of the creases and scars at a place on the finger, 0 to 1. */
  readonly creaseAt: (x: number, y: number) => number
}

interface Crease {
  readonly x: number
  readonly y: number
  readonly cosine: number
  readonly sine: number
  readonly halfLength: number
  readonly halfWidth: number
  readonly bend: number
}

const known = new Map<string, SkinMarks>()

/** The marks of a finger: creases mostly across, now and then a scar, and ridges worn in patches. */
export function skinMarks(person: string, position: number): SkinMarks {
  const key = `${person}/${position}`
  const made = known.get(key) ?? createMarks(person, position)
  known.set(key, made)
  return made
}

function createMarks(person: string, position: number): SkinMarks {
  const random = createSeededRandom(seedOf('marks', person, position))
  const creases = Array.from({ length: Math.floor(random.between(0, 7)) }, () => createCrease(random))
  return {
    roughness: random.next(),
    wear: createSmoothNoise(random, 6),
    creaseAt: (x, y) => creases.reduce((deepest, crease) => Math.max(deepest, depthAt(crease, x, y)), 0),
  }
}

function createCrease(random: SeededRandom): Crease {
  const isScar = random.next() < 0.2
  const angle = isScar ? random.between(0, Math.PI) : 0.35 * random.normal()
  return {
    x: random.between(-90, 90),
    y: random.between(-110, 130),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    halfLength: random.between(15, isScar ? 40 : 90),
    halfWidth: random.between(0.8, isScar ? 3 : 2),
    bend: random.between(-0.003, 0.003),
  }
}

function depthAt(
  { x, y, cosine, sine, halfLength, halfWidth, bend }: Crease,
  atX: number,
  atY: number,
): number {
  const along = cosine * (atX - x) + sine * (atY - y)
  if (Math.abs(along) > halfLength) return 0
  const across = -sine * (atX - x) + cosine * (atY - y) - bend * along * along
  const width = halfWidth * (1 - (along / halfLength) ** 2) + 0.3
  return Math.exp(-((across / width) ** 2))
}
