import type { Pledge } from './promise.ts'

const dayMs = 86_400_000

/**
 * No wrong clock and no order for another box moves this one: nothing ends as abandoned within days that nobody stayed
 * away, no site comes from an order that is not its own, and a true answer takes a wrong one back.
 */
export function notMisled(): Pledge {
  return {
    check({ box }) {
      const journal = Buffer.from(box.get('spool/journal.jsonl') ?? []).toString('latin1')
      return [
        ...(journal.includes('"reason":"abandoned"') ? ['a visit was ended as abandoned by a clock'] : []),
        ...(box.has('site.json') ? ['an order for another box was obeyed'] : []),
      ]
    },
    atEnd({ box, office, nowMs }) {
      const [, body = ''] = Buffer.from(box.get('state/time.json') ?? [])
        .toString()
        .split('\n')
      const signedMs = Number(/"signedMs":(\d+)/.exec(body)?.[1] ?? 0)
      const daysAhead = Math.round((signedMs - nowMs) / dayMs)
      // A receipt of a wrong clock may be the last word, where sticks alone came after it: no answer took it back yet.
      const isReceipt = [...office].some(
        ([path, bytes]) =>
          path.endsWith('.receipt.json') && Buffer.from(bytes).includes(`"wallMs":${signedMs}`),
      )
      return daysAhead > 1 && !isReceipt
        ? [`at the end the kiosk takes it for ${daysAhead} days later than it is`]
        : []
    },
  }
}
