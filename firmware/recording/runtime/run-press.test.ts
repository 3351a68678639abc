import { expect, test } from 'vitest'
import type { FingerImage } from '../../../hal/contract/fingerprint-scanner.ts'
import { err } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { pictureOf } from '../../../test/stand/picture-of.ts'
import { createScannerConnection } from '../capture/scanner-connection.ts'
import { scoreFinger } from '../finger/finger-quality.ts'
import { fingerTemplate } from '../finger/finger-template.ts'
import type { VisitEvent } from '../visit/visit-event.ts'
import { isVisitIntent } from '../visit/visit-intent.ts'
import { runPress, runPressAgain } from './run-press.ts'
import type { VisitMemory } from './visit-parts.ts'

const good = pictureOf('best', 1, 1)
/** The same press, of which only the upper part touched the glass. */
const poor: FingerImage = { ...good, pixels: good.pixels.map((grey, at) => (at < 192 * 70 ? grey : 255)) }

function emptyMemory(): VisitMemory {
  return { photos: [], photoNumber: 0, best: undefined, fingers: new Map(), templates: new Map() }
}

/** Presses finger 1 once for each of these pictures. */
async function pressAll(pictures: readonly FingerImage[]) {
  let press = 0
  const picture = () => {
    press += 1
    return pictures[press - 1] ?? good
  }
  const { parts } = await openTestVisit(createHandClock(), { type: 'assent' }, 3, { eager: true, picture })
  const memory = emptyMemory()
  const events: VisitEvent[] = []
  const effect = { type: 'press', position: 1, first: true, guarded: true } as const
  const { signal } = new AbortController()
  for (const _ of pictures) {
    await runPress(
      parts,
      memory,
      effect,
      signal,
      (event) => events.push(event),
      () => undefined,
    )
  }
  const scores = events.flatMap((event) =>
    !isVisitIntent(event) && event.type === 'press-scored' ? [event.score] : [],
  )
  return { best: memory.best?.image, scores }
}

test('the best press is kept, whether it comes first or last', async () => {
  const [high, low] = [scoreFinger(good).score, scoreFinger(poor).score]
  expect(low).toBeLessThan(high)
  expect(await pressAll([good, poor])).toEqual({ best: good, scores: [high, low] })
  expect(await pressAll([poor, good])).toEqual({ best: good, scores: [low, high] })
})

test('of two presses that are as good the first is kept', async () => {
  const again = { ...good, takenAtMs: 1 }
  expect((await pressAll([good, again])).best).toBe(good)
})

test('a scanner that cannot be opened is told of, and nothing is kept', async () => {
  const { parts } = await openTestVisit(createHandClock(), { type: 'assent' }, 3)
  const scanner = createScannerConnection(async () => err({ kind: 'unplugged' }))
  const [memory, events] = [emptyMemory(), [] as VisitEvent[]]
  const effect = { type: 'press', position: 1, first: true, guarded: true } as const
  const tell = (event: VisitEvent) => void events.push(event)
  await runPress({ ...parts, scanner }, memory, effect, new AbortController().signal, tell, () => undefined)
  expect([events, memory.best]).toEqual([[{ type: 'scanner-failed', fault: 'unplugged' }], undefined])
})

test('an index finger of which nothing is remembered cannot be compared, and one that is can', async () => {
  const options = { eager: true, compares: false, picture: () => good }
  const { parts } = await openTestVisit(createHandClock(), { type: 'assent' }, 3, options)
  const memory = emptyMemory()
  const compared = async () => {
    const events: VisitEvent[] = []
    const tell = (event: VisitEvent) => void events.push(event)
    await runPressAgain(parts, memory, 2, new AbortController().signal, tell, () => undefined)
    return events.at(-1)
  }
  expect(await compared()).toEqual({ type: 'press-compared', outcome: 'not-comparable' })
  memory.fingers.set(2, fingerTemplate(good))
  expect(await compared()).toEqual({ type: 'press-compared', outcome: 'same' })
})
