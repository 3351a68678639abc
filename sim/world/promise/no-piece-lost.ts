import type { Pledge } from './promise.ts'

/** Fingers that a screen showed as kept are kept when the visit goes on, and nobody is photographed again. */
export function noPieceLost(): Pledge {
  const kept = new Map<string, Set<number>>()
  const steps = new Map<string, number>()
  return {
    see({ body, progress }, { nisn }) {
      const furthest = steps.get(nisn) ?? 0
      steps.set(nisn, Math.max(furthest, progress?.step ?? 0))
      if (body.kind === 'live' && furthest > 3) return ['a photo that was kept has to be taken again']
      if (body.kind !== 'finger' || !body.marks) return []
      const now = body.marks
        .filter(({ state }) => state !== 'open' && state !== 'now')
        .map(({ position }) => position)
      const before = kept.get(nisn) ?? new Set()
      const lost = [...before].filter((position) => position !== body.current && !now.includes(position))
      kept.set(nisn, new Set([...before, ...now]))
      return lost.map((position) => `finger ${position} was called kept and is open again`)
    },
    released({ nisn }) {
      kept.delete(nisn)
      steps.delete(nisn)
    },
  }
}
