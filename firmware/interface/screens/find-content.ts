import type { Lobby } from '../lobby/lobby.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { optionsContent } from './options-content.ts'
import type { Content } from './parts.ts'

/** A student looks for their class, then for their name among masked ones. */
export function findContent(
  lobby: Extract<Lobby, { type: 'class' | 'name' }>,
  text: Catalogue,
): Omit<Content, 'cue'> {
  const { findClass, findName, noName } = text.queue
  if (lobby.type === 'class') {
    const options = lobby.classes.map((className) => ({
      label: className,
      intent: { type: 'choose-class', className } as const,
      weight: 'plain' as const,
    }))
    return optionsContent(findClass, options, lobby.page, text)
  }
  const options = lobby.names.map(({ pid, maskedName }) => ({
    label: maskedName,
    intent: { type: 'choose-pupil', pid } as const,
    weight: 'plain' as const,
  }))
  // The owners of these names are never read aloud.
  return {
    ...optionsContent(options.length === 0 ? noName : findName, options, lobby.page, text),
    hushed: true,
  }
}
