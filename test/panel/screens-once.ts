import type { Screen } from '../../firmware/interface/model/screen.ts'
import type { Settings } from '../../firmware/interface/model/settings.ts'
import { everyScreen } from '../stand/every-screen.ts'

/** A screen with a serial that no other one has. */
export interface ShownScreen {
  readonly name: string
  readonly screen: Screen
}

let serial = 0

/**
 * Gives every screen in one guise after the other, but no screen twice: a box without a school looks the same in all
 * of them.
 */
export function screensOnce(): (settings: Settings) => readonly ShownScreen[] {
  const given = new Set<string>()
  return (settings) =>
    everyScreen().flatMap(({ name, screen }) => {
      const drawn = { ...screen(settings), serial: 0 }
      const text = JSON.stringify(drawn)
      if (given.has(text)) return []
      given.add(text)
      serial += 1
      return [{ name, screen: { ...drawn, serial } }]
    })
}
