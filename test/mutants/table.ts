import type { Mutant } from './mutant.ts'

/** The fate of a mutant. One that no asked test enters has survived untried. */
export interface Outcome {
  readonly room: string
  readonly mutant: Mutant
  readonly was: 'killed' | 'too-slow' | 'survived' | 'not-entered'
}

/** A line per room, then every survivor with its place and its change. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rooms = [...new Set(outcomes.map(({ room }) => room))]
  const rows = rooms.map((room) => {
    const ofRoom = outcomes.filter((one) => one.room === room)
    return rowOf(room, ofRoom)
  })
  const survivors = outcomes.filter(({ was }) => was === 'survived' || was === 'not-entered')
  return [
    ['room', 'tried', 'killed', 'survived', 'score'].map(pad).join(''),
    ...rows,
    rowOf('all', outcomes),
    '',
    ...survivors.map(({ mutant, was }) => {
      const { file, line, change } = mutant
      return `${file}:${line}  ${change}${was === 'not-entered' ? '  (no test goes there)' : ''}`
    }),
  ].join('\n')
}

function rowOf(room: string, outcomes: readonly Outcome[]): string {
  const killed = outcomes.filter(({ was }) => was === 'killed' || was === 'too-slow').length
  const score = outcomes.length === 0 ? '-' : `${((100 * killed) / outcomes.length).toFixed(1)} %`
  return [room, outcomes.length, killed, outcomes.length - killed, score].map(pad).join('')
}

const pad = (cell: string | number) => String(cell).padEnd(10)
