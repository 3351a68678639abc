import { expect, test } from 'vitest'
import { sendOverRareLink } from './rare-link.ts'

test('over a link that is up a tenth of the time each packet arrives once, whatever loses power', async () => {
  const report = await sendOverRareLink(1, 50, 3_000)
  expect([report.broken, report.received]).toEqual([[], 50])
  expect(report.kioskCuts).toBeGreaterThan(1)
  expect(report.officeCuts).toBeGreaterThan(1)
})
