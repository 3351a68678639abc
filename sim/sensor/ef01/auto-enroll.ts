import { unpackTemplate } from '../twin-template.ts'
import { capture, extract } from './capture-commands.ts'
import { done, type Ef01Answer, type Ef01Automatic, refuse } from './ef01-answer.ts'
import type { Ef01Inside } from './ef01-inside.ts'
import { bestPage, merge, templateIn } from './template-commands.ts'
import { waitForFinger } from './wait-for-finger.ts'

type Say = (answer: Ef01Answer) => void

const touchLimitMs = 10_000
const presses = 6
const steps = { duplicates: 0x0d, merge: 0x0e, store: 0x0f } as const
// A page from C8 on lets the part choose a free one.
const chooses = 0xc8

/** AutoEnroll (31) of the R503: six presses, each a step for the image and one for its features. */
export const autoEnroll: Ef01Automatic = {
  parameterBytes: 5,
  async run(part, [wanted = 0, overwrite, allowDuplicate, returnSteps, requireLift], say, signal) {
    const page = pageFor(part, wanted)
    const tell = (step: number, code = 0x00, delayMs = 4) =>
      say(code === 0x00 ? done(delayMs, step, page ?? wanted) : refuse(code, delayMs, step, page ?? wanted))
    if (page === undefined) return tell(1, 0x1f)
    if (page >= part.model.librarySize) return tell(1, 0x0b)
    if (part.flash.library.has(page) && overwrite !== 1) return tell(1, 0x22)
    part.volatile.buffers.clear()
    const pressed = await collect(
      part,
      requireLift === 1,
      returnSteps === 1 ? say : () => undefined,
      page,
      signal,
    )
    if (signal.aborted) return
    if (pressed !== 0x00) return tell(pressed === 0x26 ? 1 : 2, pressed)
    const template = templateIn(part, 1)
    const known = bestPage(part, template && unpackTemplate(template), 0, part.model.librarySize)
    if (known && allowDuplicate !== 1) return tell(steps.duplicates, 0x27)
    if (returnSteps === 1) tell(steps.duplicates)
    if (!merge(part)) return tell(steps.merge, 0x0a)
    if (returnSteps === 1) tell(steps.merge)
    if (template) part.flash.library.set(page, template)
    tell(steps.store, 0x00, part.model.storeMs)
  },
}

function pageFor({ flash, model }: Ef01Inside, wanted: number): number | undefined {
  if (wanted < chooses) return wanted
  for (let page = 0; page < model.librarySize; page += 1) if (!flash.library.has(page)) return page
  return undefined
}

/** Confirmation code of the press that failed, or 00. */
async function collect(
  part: Ef01Inside,
  requireLift: boolean,
  say: Say,
  page: number,
  signal: AbortSignal,
): Promise<number> {
  for (let press = 1; press <= presses; press += 1) {
    if (requireLift && press > 1 && !(await waitForFinger(part, 'off', touchLimitMs, signal))) return 0x26
    if (!(await waitForFinger(part, 'on', touchLimitMs, signal))) return 0x26
    await part.clock.sleep(part.model.captureMs, signal)
    if (signal.aborted) return 0x26
    const taken = capture(part)
    if (taken.content[0] !== 0x00) return 0x07
    say(done(4, stepCode(2 * press - 1), page))
    await part.clock.sleep(part.model.extractMs, signal)
    if (signal.aborted) return 0x26
    if (extract(part, press).content[0] !== 0x00) return 0x07
    say(done(4, stepCode(2 * press), page))
  }
  return 0x00
}

/** Steps count 1 to 12, written so that the hexadecimal looks decimal. */
function stepCode(step: number): number {
  return step < 10 ? step : 0x10 + step - 10
}
