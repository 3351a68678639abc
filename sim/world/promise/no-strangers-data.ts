import type { SeenScreen } from '../../actor/panel.ts'
import type { Person } from '../../actor/panel-student.ts'
import type { Pledge } from './promise.ts'

/** No screen shows one student what belongs to another, and no full number to anybody. */
export function noStrangersData(people: readonly Person[]): Pledge {
  return {
    see(screen, person) {
      const text = [screen.title, ...screen.lines].join('\n').toUpperCase()
      const others = people.filter((one) => one !== person && text.includes(lastWord(one)))
      return [
        ...others.map(() => `the screen "${kindOf(screen)}" shows another student's name`),
        ...(people.some(({ nik }) => text.includes(nik))
          ? [`the screen "${kindOf(screen)}" shows a NIK`]
          : []),
      ]
    },
  }
}

// Unlike a first name no two of the simulated have it in common.
function lastWord({ name }: Person): string {
  return name.split(' ').at(-1) ?? name
}

function kindOf({ body, ticket }: SeenScreen): string {
  return `${body.kind}${ticket ? ' of a visit' : ''}`
}
