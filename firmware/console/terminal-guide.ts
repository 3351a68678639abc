import { messages } from '../interface/messages/messages.ts'
import type { Host, KioskBoard } from '../kiosk/host.ts'
import { type Guide, nobody } from '../service/diagnostics/guide.ts'

/** Asks the person at the terminal; without a terminal, no person. */
export function terminalGuide(world: Host, press: KioskBoard['press']): Guide {
  const { ask } = world
  if (!ask) return nobody
  const { question, task } = messages('id').doctor
  return {
    attended: true,
    byTouch: false,
    async ask(name, signal) {
      const said = await ask(`       ${question[name].title} [y/t] `, signal)
      return said === undefined ? undefined : /^\s*y/i.test(said)
    },
    tell(name) {
      world.say(`       ${[task[name].title, ...task[name].lines].join(' ')}`)
      if (name === 'press-finger') press?.(true)
    },
    rest: () => press?.(false),
  }
}
