import type { Intent } from '../../firmware/interface/model/intent.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import type { Kiosk } from '../../firmware/kiosk/kiosk.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import { signature } from './visit-events.ts'

/** Waits, in turns of the event loop and none of the clock's time, until something holds. */
export type Until = (what: string, holds: () => boolean) => Promise<void>

/** The hands of a student at the panel of a kiosk. */
export interface TestStudent {
  tap(intent: Intent): void
  /** Taps on both pads and waits for the answer; `born` is DDMMYYYY, by default that of the number's owner. */
  askNumber(digits: string, born?: string): Promise<Screen>
  /** Types the eight characters of a receipt and waits for the answer. */
  checkCode(code: string): Promise<Screen>
  /** From the idle screen to the question who it is; returns the number of the ticket. */
  stepUp(nisn: string, born: string): Promise<string>
  /** From the question who it is to the live picture. */
  agree(): Promise<void>
  /** From the question who it is to the receipt, everything at its best. */
  record(): Promise<void>
}

export function createTestStudent(
  kiosk: Kiosk,
  clock: Clock & { advance(ms: number): Promise<void> },
  until: Until,
): TestStudent {
  const tap = (intent: Intent) => {
    if (!kiosk.request({ screen: kiosk.screen.serial, intent })) {
      throw new Error(`${intent.type} is not offered by "${kiosk.screen.title}"`)
    }
  }
  const sees = (what: string, fits: (screen: Screen) => boolean) => until(what, () => fits(kiosk.screen))
  const askNumber = async (digits: string, born = bornOf(kiosk, digits)) => {
    await sees('idle', ({ body }) => body.kind === 'idle')
    tap({ type: 'take-ticket' })
    const first = kiosk.screen
    // Where nobody is taken in there is no pad.
    if (first.body.kind !== 'pad') return first
    tap({ type: 'enter-number', digits })
    const pad = kiosk.screen
    tap({ type: 'enter-birth-date', digits: born })
    await sees('an answer', (screen) => screen !== pad && !sameLines(screen, pad))
    return kiosk.screen
  }
  const agree = async () => {
    tap({ type: 'confirm-identity' })
    tap({ type: 'agree' })
    await sees('the live picture', ({ body }) => body.kind === 'live')
  }
  return {
    tap,
    askNumber,
    async checkCode(code) {
      await sees('idle', ({ body }) => body.kind === 'idle')
      tap({ type: 'check-receipt' })
      const pad = kiosk.screen
      tap({ type: 'enter-code', code: code.replace('-', '') })
      await sees('an answer', (screen) => !sameLines(screen, pad))
      return kiosk.screen
    },
    async stepUp(nisn, born) {
      const { ticket = '' } = await askNumber(nisn, born)
      tap({ type: 'start-ticket', ticket })
      await sees('the question who it is', ({ choices }) =>
        choices.some(({ intent }) => intent.type === 'confirm-identity'),
      )
      return ticket
    },
    agree,
    async record() {
      await agree()
      tap({ type: 'take-photo' })
      await clock.advance(3_000)
      await sees('the photos', ({ body }) => body.kind === 'pictures')
      tap({ type: 'approve-photo', side: 'left' })
      await sees('the signature box', ({ body }) => body.kind === 'ink')
      tap({ type: 'sign', strokes: signature })
      await sees('the review', ({ body }) => body.kind === 'review')
      tap({ type: 'approve-record' })
      tap({ type: 'sign', strokes: signature })
      await sees('the receipt', ({ body }) => body.kind === 'receipt')
    },
  }
}

function bornOf(kiosk: Kiosk, digits: string): string {
  const [year, month, day] = kiosk.stores.roster.findByNumber(digits)?.birthDate.reveal().split('-') ?? []
  return day === undefined ? '01012009' : `${day}${month}${year}`
}

function sameLines(one: Screen, other: Screen): boolean {
  return one.title === other.title && one.lines.join() === other.lines.join()
}
