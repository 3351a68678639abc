import { cueOfLobby } from '../cue/cue-of.ts'
import type { Catalogue } from '../locale/catalogue.ts'
import { words } from '../locale/words.ts'
import type { Lobby, NumberTrouble } from '../queue/lobby.ts'
import { type QueueDay, startableTickets, waitingTickets } from '../queue/queue-day.ts'
import type { StickNotice } from '../queue/stick-notice.ts'
import { readableAlphabet } from '../student-receipt/readable-code.ts'
import type { Language } from './model/intent.ts'
import type { Choice } from './model/screen.ts'
import { type Content, choice, compose, type ScreenDraft } from './parts.ts'

/**
 * What the panel shows while nobody is being recorded: ticket numbers, never a name. How it stands with a stick
 * is said to staff on the idle screen, in the place of its lines: a small panel has room for no more.
 */
export function lobbyScreen(
  lobby: Lobby,
  queue: QueueDay,
  language: Language,
  stick?: StickNotice,
): ScreenDraft {
  const text = words(language)
  const draft = compose(text, language, { cue: cueOfLobby(lobby, stick), ...content(lobby, queue, text) })
  return lobby.at === 'idle' && stick ? { ...draft, lines: [text.stick(stick)] } : draft
}

function content(lobby: Lobby, queue: QueueDay, text: Catalogue): Omit<Content, 'cue'> {
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
            .map(({ number }) => startChoice(text, number, 'plain')),
          choice(text, 'takeTicket', { do: 'take-ticket' }, 'main'),
        ],
        edge: [choice(text, 'checkReceipt', { do: 'check-receipt' }, 'quiet'), ...absentChoice(queue, text)],
      }
    case 'number':
      return numberPad(lobby.trouble, text)
    case 'ticket': {
      const close = choice(text, 'close', { do: 'go-on' })
      const start = choice(text, 'goOn', { do: 'start-ticket', ticket: lobby.number }, 'main')
      return {
        words: text.ticket(lobby.number, lobby.ahead),
        choices: lobby.ahead === 0 ? [close, start] : [{ ...close, weight: 'main' }],
        ticket: lobby.number,
      }
    }
    case 'called':
      return {
        words: text.called(lobby.number, lobby.sentBack),
        choices: [startChoice(text, lobby.number, 'main')],
        ticket: lobby.number,
      }
    case 'farewell':
      return { words: text.farewell[lobby.why], choices: [choice(text, 'close', { do: 'go-on' }, 'main')] }
    case 'code':
      return codePad(lobby.mistyped, text)
    case 'answer':
      return { words: text.answer(lobby.answer), choices: [choice(text, 'close', { do: 'go-on' }, 'main')] }
  }
}

function numberPad(trouble: NumberTrouble | undefined, text: Catalogue): Omit<Content, 'cue'> {
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

function codePad(mistyped: boolean | undefined, text: Catalogue): Omit<Content, 'cue'> {
  return {
    words: mistyped ? { title: text.code.title, lines: [text.code.mistyped] } : text.code,
    body: {
      kind: 'code-pad',
      keys: readableAlphabet,
      example: text.code.example,
      submitLabel: text.button.submit,
      eraseLabel: text.button.erase,
    },
    edge: [choice(text, 'back', { do: 'back' }, 'quiet')],
  }
}

function startChoice(text: Catalogue, number: string, weight: Choice['weight']): Choice {
  return { label: text.idle.start(number), intent: { do: 'start-ticket', ticket: number }, weight }
}

// Only those behind have a reason to call: alone in line, nobody is held up.
function absentChoice(queue: QueueDay, text: Catalogue): readonly Choice[] {
  const [first, second] = waitingTickets(queue)
  if (!first || !second) return []
  const intent = { do: 'call-again', ticket: first.number } as const
  return [{ label: text.idle.absent(first.number), intent, weight: 'quiet' }]
}
