import type { Panel, SeenIntent, SeenScreen } from './panel.ts'

/** The person at the panel, and their manner. */
export interface Person {
  readonly name: string
  readonly nik: string
  readonly nisn: string
  /** `YYYY-MM-DD`. */
  readonly born: string
}

/** An act of a student besides the ordinary. */
export interface Manners {
  /** Leaves at this touch of the panel, by the door button or by walking away. */
  readonly leavesAtTap?: number
  readonly byWalkingAway?: boolean
  /** Takes back the consent instead of parking the visit. */
  readonly declines?: boolean
  /** Fingers that cannot be pressed. */
  readonly missing: readonly number[]
  readonly photoRetakes: number
}

/** The student's next wish. */
export type Wish =
  | { readonly type: 'tap'; readonly intent: SeenIntent }
  | { readonly type: 'press'; readonly position: number }
  | { readonly type: 'lift' }
  | { readonly type: 'wait' }
  /** Turns round and goes. */
  | { readonly type: 'walk-away' }
  /** Stands before an idle screen with nothing more to do here. */
  | { readonly type: 'done' }

const strokes = [
  {
    points: Array.from({ length: 20 }, (_, at) => ({
      x: 100 + at * 30,
      y: 200 + ((at * 53) % 90),
      ms: at * 20,
    })),
  },
]

/** A student who reads the screen and answers it. Remembers only what people remember. */
export class PanelStudent {
  readonly #person: Person
  readonly #manners: Manners
  #taps = 0
  #retakes = 0
  #numbers = 0
  #finished = false
  #finger = 0
  #again = 0
  #ticket: string | undefined

  constructor(person: Person, manners: Manners) {
    this.#person = person
    this.#manners = manners
  }

  /** Comes to the panel, for the first time or again with the ticket in hand. */
  comeUp(): void {
    this.#finished = false
    this.#numbers = 0
    this.#again = 0
  }

  wish({ screen }: Panel): Wish {
    const wish = this.#answer(screen)
    if (wish.type !== 'tap') return wish
    this.#taps += 1
    if (this.#taps === this.#manners.leavesAtTap && isVisit(screen)) {
      if (this.#manners.byWalkingAway) return { type: 'walk-away' }
      return tap('leave')
    }
    if (['leave', 'decline', 'close-receipt'].includes(wish.intent.type)) this.#finished = true
    return wish
  }

  #answer(screen: SeenScreen): Wish {
    if (screen.ticket && ['words', 'qr'].includes(screen.body.kind) && offers(screen, 'go-on'))
      this.#ticket = screen.ticket
    switch (screen.body.kind) {
      case 'idle':
        return this.#atIdle(screen)
      case 'pad':
        return this.#atPad(screen)
      case 'live':
        return offers(screen, 'take-photo') ? tap('take-photo') : { type: 'wait' }
      case 'pictures':
        return this.#atPictures(screen)
      case 'ink':
        return { type: 'tap', intent: { type: 'sign', strokes } }
      case 'finger':
        return this.#atFinger(screen)
      case 'review':
        return tap('approve-record')
      case 'receipt':
        return tap('close-receipt')
      default:
        return this.#atWords(screen)
    }
  }

  #atIdle(screen: SeenScreen): Wish {
    if (this.#finished) return { type: 'done' }
    const starts = screen.choices.find(
      ({ intent }) =>
        intent.type === 'start-ticket' && (intent as { ticket?: string }).ticket === this.#ticket,
    )
    if (this.#ticket && starts) return { type: 'tap', intent: { type: 'start-ticket', ticket: this.#ticket } }
    const absent = screen.edge.find(({ intent }) => intent.type === 'call-again')
    if (this.#ticket && absent) return { type: 'tap', intent: absent.intent }
    return offers(screen, 'take-ticket') ? tap('take-ticket') : { type: 'done' }
  }

  #atPad({ body }: SeenScreen): Wish {
    const [year, month, day] = this.#person.born.split('-')
    if (body.submit === 'enter-number') {
      this.#numbers += 1
      // Asked again after the answer: this kiosk does not take me.
      if (this.#numbers > 2) {
        this.#finished = true
        return tap('back')
      }
    }
    const digits = body.submit === 'enter-birth-date' ? `${day}${month}${year}` : this.#person.nisn
    return { type: 'tap', intent: { type: body.submit ?? '', digits } }
  }

  #atPictures(screen: SeenScreen): Wish {
    if (this.#retakes < this.#manners.photoRetakes && offers(screen, 'retake-photo')) {
      this.#retakes += 1
      return tap('retake-photo')
    }
    // Takes what is suggested, and else the one on the side of the writing hand.
    const pictures = screen.body.pictures ?? []
    const liked = pictures.find(({ mark }) => mark !== undefined) ?? pictures.at(-1)
    return liked ? { type: 'tap', intent: liked.choice.intent } : { type: 'wait' }
  }

  #atFinger({ body, choices }: SeenScreen): Wish {
    const position = body.current ?? 0
    this.#finger = position
    const isMissing = this.#manners.missing.includes(position)
    if (isMissing && choices.some(({ intent }) => intent.type === 'offer-exceptions'))
      return tap('offer-exceptions')
    if (body.phase === 'place' || body.phase === 'retry') return { type: 'press', position }
    return { type: 'lift' }
  }

  #atWords(screen: SeenScreen): Wish {
    const { choices } = screen
    if (this.#manners.declines && offers(screen, 'decline') && offers(screen, 'leave')) return tap('decline')
    if (choices.some(({ intent }) => intent.type === 'except-finger')) return this.#except()
    const start = choices.find(({ intent }) => intent.type === 'start-ticket')
    if (start) return { type: 'tap', intent: start.intent }
    const answers = ['confirm-identity', 'agree', 'leave', 'still-here', 'try-again', 'go-on']
    // "Leave" only where it is asked: the door at the edge is for those who mean it.
    const answer = answers.find((one) => choices.some(({ intent }) => intent.type === one))
    if (answer === 'try-again') this.#again += 1
    // Asked in vain for the fourth time people go.
    if (answer === 'try-again' && this.#again > 3 && offers(screen, 'leave')) return tap('leave')
    return answer ? tap(answer) : { type: 'wait' }
  }

  // Asked why a finger gives no picture, although it is there: the skin, says who does not know.
  #except(): Wish {
    const reason = this.#manners.missing.includes(this.#finger) ? 'missing' : 'unreadable'
    return { type: 'tap', intent: { type: 'except-finger', reason } }
  }
}

function isVisit(screen: SeenScreen): boolean {
  return (
    screen.ticket !== undefined &&
    [...screen.edge, ...screen.choices].some(({ intent }) => intent.type === 'leave')
  )
}

function offers({ choices, edge }: SeenScreen, intent: string): boolean {
  return [...choices, ...edge].some((choice) => choice.intent.type === intent)
}

function tap(intent: string): Wish {
  return { type: 'tap', intent: { type: intent } }
}
