import { cueOfLobby } from '../cue/cue-of.ts'
import { words } from '../locale/words.ts'
import type { Lobby } from '../queue/lobby.ts'
import { type QueueDay, startableTickets, waitingTickets } from '../queue/queue-day.ts'
import type { Language } from './model/intent.ts'
import { type Content, choice, compose, type ScreenDraft } from './parts.ts'

/** What the panel shows while nobody is being recorded: ticket numbers, never a name. */
export function lobbyScreen(lobby: Lobby, queue: QueueDay, language: Language): ScreenDraft {
  const text = words(language)
  return compose(text, language, { cue: cueOfLobby(lobby), ...content(lobby, queue, text) })
}

function content(lobby: Lobby, queue: QueueDay, text: ReturnType<typeof words>): Omit<Content, 'cue'> {
  switch (lobby.at) {
    case 'idle':
      return {
        words: text.idle,
        body: {
          kind: 'idle',
          waitingLabel: text.idle.waiting,
          waiting: waitingTickets(queue).map(({ number }) => number),
        },
        choices: [
          ...startableTickets(queue)
            .slice(0, 3)
            .map(({ number }) => ({
              label: text.idle.start(number),
              intent: { do: 'start-ticket' as const, ticket: number },
              weight: 'plain' as const,
            })),
          choice(text, 'takeTicket', { do: 'take-ticket' }, 'main'),
        ],
      }
    case 'number': {
      const { trouble } = lobby
      return {
        words: trouble ? { title: text.number.title, lines: [text.number.trouble[trouble]] } : text.number,
        body: {
          kind: 'pad',
          shape: 'number',
          example: text.number.example,
          minDigits: 10,
          maxDigits: 16,
          submitLabel: text.button.submit,
          eraseLabel: text.button.erase,
          submit: 'enter-number',
        },
        edge: [choice(text, 'back', { do: 'back' }, 'quiet')],
      }
    }
    case 'ticket': {
      const close = choice(text, 'close', { do: 'go-on' })
      const start = choice(text, 'goOn', { do: 'start-ticket', ticket: lobby.number }, 'main')
      return {
        words: text.ticket(lobby.number, lobby.ahead),
        choices: lobby.ahead === 0 ? [close, start] : [{ ...close, weight: 'main' }],
        ticket: lobby.number,
      }
    }
    case 'farewell':
      return { words: text.farewell[lobby.why], choices: [choice(text, 'close', { do: 'go-on' }, 'main')] }
  }
}
