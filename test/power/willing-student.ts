import type { Intent } from '../../firmware/interface/model/intent.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import type { Kiosk } from '../../firmware/kiosk/kiosk.ts'
import type { HandClock } from '../../sim/clock/hand-clock.ts'
import { signature } from '../stand/visit-events.ts'

const yes = ['confirm-identity', 'agree', 'take-photo', 'approve-record'] as const

/** The answer of a student who wants to be recorded; `undefined` where there is only to wait. */
function answerTo(screen: Screen): Intent | undefined {
  if (screen.body.kind === 'ink') return { type: 'sign', strokes: signature }
  if (screen.body.kind === 'pictures') return screen.body.pictures[0]?.choice.intent
  return screen.choices.map(({ intent }) => intent).find((intent) => yes.some((one) => one === intent.type))
}

/** Lets a visit go on, whatever its stage, until a screen fits. Each screen is answered once. */
export async function goOn(
  kiosk: Kiosk,
  clock: HandClock,
  fits: (screen: Screen) => boolean,
): Promise<Screen> {
  let answered = -1
  for (let turn = 0; turn < 200_000; turn += 1) {
    const { screen } = kiosk
    if (fits(screen)) return screen
    const intent = screen.serial === answered ? undefined : answerTo(screen)
    answered = screen.serial
    if (intent) kiosk.request({ screen: screen.serial, intent })
    else if (screen.body.kind === 'live') await clock.advance(1_000)
    await new Promise((next) => setImmediate(next))
  }
  throw new Error(`the visit does not go on from "${kiosk.screen.title}"`)
}
