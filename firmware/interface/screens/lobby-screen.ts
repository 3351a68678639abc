import encodeQr from 'qr'
import { readableAlphabet } from '../../custody/student-receipt/readable-code.ts'
import type { StickNotice } from '../../exchange/stick/stick-notice.ts'
import { startableTickets, waitingTickets } from '../../school/queue/calling-order.ts'
import type { QueueDay } from '../../school/queue/queue-day.ts'
import { cueOfLobby } from '../cues/cue-of.ts'
import type { Lobby, NumberTrouble, TicketLobby } from '../lobby/lobby.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { messages } from '../messages/messages.ts'
import type { Choice } from '../model/screen.ts'
import type { Language } from '../model/settings.ts'
import { attendantContent } from './attendant-content.ts'
import { doctorContent } from './diagnostics-content.ts'
import { optionsContent } from './options-content.ts'
import { type Content, choice, compose, datePad, type ScreenDraft } from './parts.ts'

/** Other facts that a lobby screen depends on. */
export interface LobbyView {
  readonly language: Language
  readonly stick: StickNotice | undefined
  /** Whether attendants have a PIN here. */
  readonly hasStaffMenu: boolean
}

/**
 * The panel between visits: ticket numbers, never a name. The state of a stick
 * is said to staff on the idle screen, in the place of its lines: a small panel has room for no more.
 */
export function lobbyScreen(lobby: Lobby, queue: QueueDay, view: LobbyView): ScreenDraft {
  const { language, stick, hasStaffMenu } = view
  const text = messages(language)
  const draft = compose(text, language, {
    cue: cueOfLobby(lobby, waitingTickets(queue).length > 0, stick),
    ...content(lobby, queue, text, hasStaffMenu),
  })
  return lobby.type === 'idle' && stick ? { ...draft, lines: [text.stick(stick)] } : draft
}

function content(
  lobby: Lobby,
  queue: QueueDay,
  text: Catalogue,
  hasStaffMenu: boolean,
): Omit<Content, 'cue'> {
  switch (lobby.type) {
    case 'idle':
      return idleContent(queue, text, hasStaffMenu)
    case 'number':
      return numberPad(lobby.trouble, text)
    case 'birth-date':
      return {
        words: lobby.trouble
          ? { title: text.birthDate.title, lines: [text.queue.ownerWrong] }
          : text.birthDate,
        body: datePad(text, 'enter-birth-date'),
        edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
      }
    case 'scan':
      return scanContent(lobby, text)
    case 'class':
    case 'name':
      return findContent(lobby, text)
    case 'pin':
    case 'new-pin':
    case 'date':
    case 'enter-date':
    case 'attendant':
    case 'call-class':
    case 'put-first':
    case 'enrolment':
      return attendantContent(lobby, queue, text)
    case 'doctor':
      return doctorContent(lobby, text)
    case 'ticket':
      return ticketContent(lobby, text)
    case 'called':
      return {
        words: text.called(lobby.number, lobby.sentBack),
        choices: [startChoice(text, lobby.number, 'main')],
        ticket: lobby.number,
      }
    case 'notice':
      return noticeContent(lobby, text)
    case 'code':
      return codePad(lobby.mistyped, text)
    case 'answer':
      return { words: text.answer(lobby.answer), choices: [choice(text, 'close', { type: 'go-on' }, 'main')] }
  }
}

function idleContent(queue: QueueDay, text: Catalogue, hasStaffMenu: boolean): Omit<Content, 'cue'> {
  const [first] = waitingTickets(queue)
  return {
    words: first ? text.queue.nowCalled(first.number) : text.idle,
    body: {
      kind: 'idle',
      waitingLabel: text.idle.waiting,
      waiting: waitingTickets(queue).map(({ number }) => number),
    },
    choices: [
      choice(text, 'checkReceipt', { type: 'check-receipt' }, 'quiet'),
      ...startableTickets(queue)
        .slice(0, 3)
        .map(({ number }) => startChoice(text, number, 'plain')),
      choice(text, 'takeTicket', { type: 'take-ticket' }, 'main'),
    ],
    edge: [...absentChoice(queue, text), ...(hasStaffMenu ? [staffChoice(text)] : [])],
  }
}

function ticketContent({ number, ahead, wait, pageUrl }: TicketLobby, text: Catalogue): Omit<Content, 'cue'> {
  const close = choice(text, 'close', { type: 'go-on' })
  const start = choice(text, 'goOn', { type: 'start-ticket', ticket: number }, 'main')
  const { title, lines } = text.queue.ticket(number, ahead, wait)
  const { line, alt } = text.queue.ticketQr
  const page = ahead > 0 && pageUrl
  return {
    words: { title, lines: page ? [...lines.slice(0, 2), line] : lines },
    choices: ahead === 0 ? [close, start] : [{ ...close, weight: 'main' }],
    ticket: number,
    ...(page && { body: { kind: 'qr', qrSvg: encodeQr(page, 'svg'), qrAlt: alt } }),
  }
}

function noticeContent(
  { why, from }: Extract<Lobby, { type: 'notice' }>,
  text: Catalogue,
): Omit<Content, 'cue'> {
  const { title, lines } = text.notice[why]
  const words = from === undefined ? { title, lines } : { title, lines: [text.queue.possibleFrom(from)] }
  return { words, choices: [choice(text, 'close', { type: 'go-on' }, 'main')] }
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
    edge: [
      scanChoice(text),
      { label: text.queue.button.findName, intent: { type: 'find-name' }, weight: 'quiet' },
      choice(text, 'back', { type: 'back' }, 'quiet'),
    ],
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
    edge: [scanChoice(text), choice(text, 'back', { type: 'back' }, 'quiet')],
  }
}

function scanContent(
  { wanted, trouble }: Extract<Lobby, { type: 'scan' }>,
  text: Catalogue,
): Omit<Content, 'cue'> {
  const { title, lines } = text.queue.scan[wanted]
  return {
    words: { title, lines: trouble ? [text.queue.scan.trouble[trouble]] : lines },
    body: trouble === 'no-camera' ? { kind: 'words' } : { kind: 'scan', url: '/view.mjpg' },
    edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
  }
}

function scanChoice(text: Catalogue): Choice {
  return { label: text.queue.button.scan, intent: { type: 'scan' }, weight: 'quiet' }
}

function startChoice(text: Catalogue, number: string, weight: Choice['weight']): Choice {
  return { label: text.idle.start(number), intent: { type: 'start-ticket', ticket: number }, weight }
}

function staffChoice(text: Catalogue): Choice {
  return { label: text.queue.button.attend, intent: { type: 'attend' }, weight: 'quiet' }
}

// Only those behind have a reason to call: alone in line, no student is held up.
function absentChoice(queue: QueueDay, text: Catalogue): readonly Choice[] {
  const [first, second] = waitingTickets(queue)
  if (!first || !second) return []
  const intent = { type: 'call-again', ticket: first.number } as const
  return [{ label: text.idle.absent(first.number), intent, weight: 'quiet' }]
}

/** Somebody looks for their class, then for their name among masked ones. */
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
  // Whose names they are is said to nobody.
  return {
    ...optionsContent(options.length === 0 ? noName : findName, options, lobby.page, text),
    isPrivate: true,
  }
}
