import type { Catalogue } from '../messages/catalogue.ts'
import type { Message } from '../messages/message.ts'
import type { Choice } from '../model/screen.ts'
import { type Content, choice } from './parts.ts'

/** So many fit a display of 800 x 480 pixels as targets of 12.7 mm, two beside each other. */
export const optionsPerPage = 6

/** One page of many answers, with the way to the others and back. */
export function optionsContent(
  words: Message,
  options: readonly Choice[],
  page: number,
  text: Catalogue,
): Omit<Content, 'cue'> {
  const pages = Math.max(1, Math.ceil(options.length / optionsPerPage))
  const first = page * optionsPerPage
  return {
    words: pages > 1 ? { ...words, lines: [...words.lines, text.queue.page(page + 1, pages)] } : words,
    body: { kind: 'options', options: options.slice(first, first + optionsPerPage) },
    choices: [
      ...(page > 0 ? [turn(text, 'previous', page - 1)] : []),
      ...(page + 1 < pages ? [turn(text, 'next', page + 1)] : []),
    ],
    edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
  }
}

function turn(text: Catalogue, name: 'previous' | 'next', page: number): Choice {
  return { label: text.queue.button[name], intent: { type: 'turn-page', page }, weight: 'plain' }
}
