import { unpackTemplate } from '../twin-template.ts'
import { capture, extract } from './capture-commands.ts'
import { done, type Ef01Automatic, numberOf, refuse, word } from './ef01-answer.ts'
import type { Ef01Inside } from './ef01-inside.ts'
import { bestPage, merge, search, templateIn } from './template-commands.ts'
import { waitForFinger } from './wait-for-finger.ts'

const touchLimitMs = 10_000
const steps = { image: 1, features: 2, search: 3 } as const

/** AutoIdentify (32) of the R503: level, first page, count, steps, tries. */
export const autoIdentify: Ef01Automatic = {
  parameterBytes: 5,
  async run(part, [level = 3, start = 0, count = 0, returnSteps, tries = 1], say, signal) {
    const fail = (step: number, code: number) => say(refuse(code, 4, step, 0, 0, 0, 0))
    if (start >= part.model.librarySize) return fail(steps.image, 0x0b)
    if (part.flash.library.size === 0) return fail(steps.image, 0x24)
    let code = 0x09
    for (let attempt = 0; attempt < Math.max(1, tries); attempt += 1) {
      const failed = await takeFeatures(part, touchLimitMs, signal, 0x26)
      if (signal.aborted) return
      if (failed === 0x26) return fail(steps.image, failed)
      code = failed ?? 0x09
      if (failed !== undefined) continue
      if (returnSteps === 1) {
        say(done(4, steps.image, 0, 0, 0, 0))
        say(done(4, steps.features, 0, 0, 0, 0))
      }
      const template = templateIn(part, 1)
      const found = bestPage(part, template && unpackTemplate(template), start, count, level)
      if (found)
        return say(done(part.model.searchMs, steps.search, ...word(found.page), ...word(found.score)))
    }
    fail(steps.search, code)
  },
}

/** GR_Auto (32) of the R30x: waiting time in tenths of a second, first page, count. */
export const captureAndSearch: Ef01Automatic = {
  parameterBytes: 5,
  async run(part, [wait = 0, ...range], say, signal) {
    const failed = await takeFeatures(part, wait * 100, signal, 0x02)
    if (signal.aborted) return
    say(failed === undefined ? search(part, 1, range) : refuse(failed, 4, 0, 0, 0, 0))
  },
}

/** GR_Identify (34) of the R30x: what lies on the glass now, against the whole library. */
export const captureAndSearchAll: Ef01Automatic = {
  parameterBytes: 0,
  async run(part, _parameters, say, signal) {
    const failed = await takeFeatures(part, 0, signal, 0x02)
    if (signal.aborted) return
    const all = [0, 0, ...word(part.model.librarySize)]
    say(failed === undefined ? search(part, 1, all) : refuse(failed, 4, 0, 0, 0, 0))
  },
}

/** AutoSearch (55) of the ZFM-70: as GR_Auto, with its own measure of time. */
export const autoSearch: Ef01Automatic = {
  parameterBytes: 5,
  async run(part, [wait = 0, ...range], say, signal) {
    const failed = await takeFeatures(part, wait * zfm70WaitMs, signal, 0x02)
    if (signal.aborted) return
    say(failed === undefined ? search(part, 1, range) : refuse(failed, 4, 0, 0, 0, 0))
  },
}

/** AutoLogin (54) of the ZFM-70: two or three presses, reported one by one, then stored. */
export const autoLogin: Ef01Automatic = {
  parameterBytes: 5,
  async run(part, [wait = 0, presses = 2, pageHigh = 0, pageLow = 0, repeat], say, signal) {
    const page = numberOf([pageHigh, pageLow])
    if (page >= part.model.librarySize) return say(refuse(0x0b))
    part.volatile.buffers.clear()
    for (let press = 1; press <= (presses === 3 ? 3 : 2); press += 1) {
      const limitMs = wait * zfm70WaitMs
      if (press > 1) await waitForFinger(part, 'off', limitMs, signal)
      const failed = await takeFeatures(part, limitMs, signal, 0x02, Math.min(press, 2))
      if (signal.aborted) return
      if (failed !== undefined) return say(refuse(press === 1 ? failed : secondCode(failed)))
      const known = bestPage(part, featuresOf(part), 0, part.model.librarySize)
      if (known && repeat !== 1) return say(refuse(0x45))
      if (press <= 2) say(refuse(press === 1 ? 0x56 : 0x57))
      if (press > 1 && !merge(part)) return say(refuse(0x0a))
    }
    const template = templateIn(part, 1)
    if (template) part.flash.library.set(page, template)
    say(done(part.model.storeMs))
  },
}

// 0x36 is about 3.5 s, 0x1F about 2 s, 0x55 about 5.5 s.
const zfm70WaitMs = 65

function featuresOf(part: Ef01Inside) {
  const template = templateIn(part, 1)
  return template && unpackTemplate(template)
}

// The second press has codes of its own.
function secondCode(code: number): number {
  return { 2: 0x41, 3: 0x42, 7: 0x43, 6: 0x44 }[code] ?? code
}

/** Waits, takes and reads one press. Undefined when the features lie in the buffer. */
async function takeFeatures(
  part: Ef01Inside,
  limitMs: number,
  signal: AbortSignal,
  absentCode: number,
  buffer = 1,
): Promise<number | undefined> {
  if (!(await waitForFinger(part, 'on', limitMs, signal))) return absentCode
  await part.clock.sleep(part.model.captureMs, signal)
  if (signal.aborted) return absentCode
  const [taken = 0x03] = capture(part).content
  if (taken !== 0x00) return taken === 0x02 ? absentCode : taken
  await part.clock.sleep(part.model.extractMs, signal)
  const [extracted = 0x07] = extract(part, buffer).content
  return extracted === 0x00 ? undefined : extracted
}
