import type { SeenScreen } from '../../actor/panel.ts'
import type { Person } from '../../actor/panel-student.ts'
import type { Pledge } from './promise.ts'

/**
 * Fingers that a screen showed as kept are kept when the visit goes on, and nobody is photographed again. For each
 * file of an unfinished visit or of the class list that rotted one student may be asked once more.
 */
export function noPieceLost(): Pledge {
  const kept = new Map<string, Set<number>>()
  const steps = new Map<string, number>()
  let excuses = 0
  const excuse = (nisn: string, lost: readonly string[]) => {
    if (lost.length === 0 || excuses === 0) return lost
    excuses -= 1
    kept.delete(nisn)
    steps.delete(nisn)
    return []
  }
  const look = ({ body, progress }: SeenScreen, { nisn }: Person): readonly string[] => {
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
  }
  return {
    see: (screen, person) => excuse(person.nisn, look(screen, person)),
    rotted(path) {
      if (/^(?:spool\/draft|roster)\//.test(path)) excuses += 1
    },
    released({ nisn }) {
      kept.delete(nisn)
      steps.delete(nisn)
    },
  }
}
