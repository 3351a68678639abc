import { scoreFinger } from '../../firmware/recording/finger/finger-quality.ts'
import type { FingerImage } from '../../hal/contract/fingerprint-scanner.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { pressImage } from '../../sim/finger/impression.ts'
import { openTestVisit } from '../stand/open-test-visit.ts'
import { intents } from '../stand/visit-events.ts'
import { median, type Row } from './row.ts'

const widthPx = 256
const heightPx = 288

/** The time of the software between two prompts, and of that the score: ten fingers at 256 x 288. */
export async function fingerLoop(): Promise<Row[]> {
  const images = Array.from({ length: 10 }, (_, finger) => pressOf(finger + 1))
  // A kiosk has run for a while: the first round only warms up.
  await pressAll(images)
  const scored = images.map((image) => timeOf(() => scoreFinger(image)))
  const shares = await pressAll(images)
  return [
    {
      what: 'quality score, 256x288',
      measured: `${median(scored).toFixed(1)} ms`,
      budget: '5 ms',
      within: median(scored) <= 5,
      note: 'coverage, certainty, contrast, clarity, darkness',
    },
    {
      what: 'software between image and next prompt',
      measured: `${median(shares).toFixed(0)} ms`,
      budget: '150 ms',
      within: median(shares) <= 150,
      note: `worst ${Math.max(...shares).toFixed(0)} ms; score, template, up to nine comparisons, PNG, two seals, journal`,
    },
  ]
}

function pressOf(position: number): FingerImage {
  const grey = pressImage({ person: 'loop', position, press: 1 }, widthPx, heightPx)
  const pixels = grey.map((level) => (level >> 4) * 17)
  return { widthPx, heightPx, dpi: 500, pixels, takenAtMs: 0, transferMs: 0 }
}

function timeOf(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** Milliseconds from each image to the moment the scanner is asked for the next one. */
async function pressAll(images: readonly FingerImage[]): Promise<number[]> {
  const shares: number[] = []
  let given = 0
  let givenAtMs = 0
  const picture = () => {
    if (given > 0) shares.push(performance.now() - givenAtMs)
    const image = images[given] as FingerImage
    given += 1
    givenAtMs = performance.now()
    return image
  }
  const opening = { type: 'finger', position: 1, step: 'opening', scores: [] } as const
  const visit = await openTestVisit(createRealClock(), opening, 3, { eager: true, picture })
  visit.runner.send(intents['offer-exceptions'])
  visit.runner.send(intents.back)
  while (given < images.length) await new Promise((next) => setImmediate(next))
  await visit.runner.stop()
  return shares
}
