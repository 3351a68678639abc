import encodeQr from 'qr'
import { waitingTickets } from '../../school/queue/calling-order.ts'
import type { QueueDay } from '../../school/queue/queue-day.ts'
import type { AttendantLobby } from '../lobby/lobby.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import type { Message } from '../messages/message.ts'
import type { Choice } from '../model/screen.ts'
import { optionsContent } from './options-content.ts'
import { type Content, choice, datePad, pinPad } from './parts.ts'

/** The attendant's screens behind the PIN: class names and ticket numbers, never a name. */
export function attendantContent(
  lobby: AttendantLobby,
  queue: QueueDay,
  text: Catalogue,
): Omit<Content, 'cue'> {
  switch (lobby.type) {
    case 'pin':
      return pinContent(withTrouble(text.queue.pin, lobby.trouble), text, 'back')
    case 'new-pin': {
      const { choose, repeat, differs } = text.queue.newPin
      const words = lobby.step === 'choose' ? choose : repeat
      return pinContent(lobby.trouble ? { ...words, lines: [differs] } : words, text)
    }
    case 'date': {
      const [yes, no] = [text.queue.button.rightDate, text.queue.button.wrongDate]
      return {
        words: text.queue.date(lobby.day),
        choices: [
          { label: no, intent: { type: 'say-no' }, weight: 'plain' },
          { label: yes, intent: { type: 'say-yes' }, weight: 'main' },
        ],
        edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
      }
    }
    case 'enter-date': {
      const { enterDate } = text.queue
      return {
        words: lobby.trouble ? { title: enterDate.title, lines: [enterDate.wrong] } : enterDate,
        body: datePad(text, 'enter-date'),
        edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
      }
    }
    case 'attendant':
      return menu(queue, lobby, text)
    case 'call-class': {
      const options = lobby.classes.map((className) => option(className, { type: 'call-class', className }))
      return optionsContent(text.queue.callClass, options, lobby.page, text)
    }
    case 'enrolment': {
      const { title, lines, qrAlt } = text.enrolment
      const body = { kind: 'qr', qrSvg: encodeQr(lobby.text, 'svg'), qrAlt } as const
      return { words: { title, lines }, body, choices: [choice(text, 'close', { type: 'back' }, 'main')] }
    }
    case 'put-first': {
      const late = waitingTickets(queue).slice(1)
      const options = late.map(({ number }) => option(number, { type: 'put-first', ticket: number }))
      const words = options.length === 0 ? text.queue.nobodyWaits : text.queue.putFirst
      return optionsContent(words, options, lobby.page, text)
    }
  }
}

function menu(
  queue: QueueDay,
  { conflicts, isAnyShutOut }: Extract<AttendantLobby, { type: 'attendant' }>,
  text: Catalogue,
): Omit<Content, 'cue'> {
  const { calledClass, tickets } = queue
  const { callClass, endClass, putFirst } = text.queue.button
  const parked = tickets.filter(({ state }) => state === 'parked').length
  const words = text.queue.attendant(waitingTickets(queue).length, parked, calledClass)
  const unsettled = conflicts === undefined ? [] : [text.queue.conflicts(conflicts)]
  return {
    words: { ...words, lines: [...words.lines, ...unsettled] },
    body: {
      kind: 'options',
      options: [
        option(callClass, { type: 'offer-classes' }),
        ...(calledClass === undefined ? [] : [option(endClass, { type: 'end-class' })]),
        option(putFirst, { type: 'offer-numbers' }),
        ...tickets
          .filter(({ state, wantsErasure }) => state === 'parked' && wantsErasure)
          .map(({ number }) => option(text.queue.erase(number), { type: 'erase-parked', ticket: number })),
        ...(isAnyShutOut ? [option(text.queue.button.liftGuesses, { type: 'lift-guesses' })] : []),
        option(text.queue.button.date, { type: 'show-date' }),
        option(text.doctor.button.examine, { type: 'examine' }),
        option(text.enrolment.button, { type: 'show-enrolment' }),
      ],
    },
    choices: [choice(text, 'close', { type: 'go-on' }, 'main')],
  }
}

type PinMessages = Catalogue['queue']['pin']

function withTrouble(pin: PinMessages, trouble: 'wrong' | 'later' | undefined): Message {
  return trouble ? { title: pin.title, lines: [pin[trouble]] } : pin
}

function pinContent(words: Message, text: Catalogue, back?: 'back'): Omit<Content, 'cue'> {
  return {
    words,
    body: pinPad(text),
    edge: back ? [choice(text, back, { type: 'back' }, 'quiet')] : [],
  }
}

function option(label: string, intent: Choice['intent']): Choice {
  return { label, intent, weight: 'plain' }
}
