import { exhaustive } from '../../core/exhaustive.ts'
import { messages } from '../messages/messages.ts'
import { spokenSentence } from '../messages/spoken-ticket.ts'
import type { Body, Screen } from '../model/screen.ts'

/**
 * The spoken form of a screen, in this order: title, lines, things to see, the answers. Other people are in
 * the room: lines about one person, what was typed, and the code of a receipt are never said.
 */
export function spokenScreen(
  screen: Pick<Screen, 'language' | 'title' | 'lines' | 'isPrivate' | 'body' | 'choices'>,
): readonly string[] {
  const { language, title, lines, isPrivate, body, choices } = screen
  const { answers } = messages(language).settings
  return [
    title,
    ...(isPrivate ? [] : lines),
    ...spokenBody(body, isPrivate === true),
    ...(choices.length > 0 ? [`${answers}:`, ...choices.map(({ label }) => label)] : []),
  ].map((sentence) => spokenSentence(sentence, language))
}

function spokenBody(body: Body, isPrivate: boolean): readonly string[] {
  switch (body.kind) {
    case 'review':
      return body.parts.map(({ label, value }) => `${label}: ${value}`)
    case 'settings':
      return body.groups.map(
        ({ label, options }) => `${label}: ${options.find(({ chosen }) => chosen)?.label ?? ''}`,
      )
    case 'finger':
      return [body.count]
    case 'options':
      return isPrivate ? [] : body.options.map(({ label }) => label)
    case 'pictures':
      return body.pictures.map(({ alt, mark, flaw }) => [alt, mark, flaw].filter(Boolean).join(': '))
    case 'words':
    case 'idle':
    case 'pad':
    case 'code-pad':
    case 'live':
    case 'scan':
    case 'qr':
    case 'receipt':
    case 'ink':
      return []
    default:
      return exhaustive(body)
  }
}
