import { expect, test } from 'vitest'
import { liveSeeds } from './live-seeds.ts'

test.each([
  [8, 'a clock years back made a student too young in the middle of the visit'],
  [136, 'a batch that lost its manifest to a full card waited for ever'],
  [20470, 'a card that failed while a signed batch was put away held up every batch after it'],
  [9881, 'a manifest that a failing card never took was signed again after a cut, and had not left: no fork'],
  [1560, 'a cut left a manifest without its signature, and nothing after it could be sent'],
  [5076, 'a batch that the card did not give at a start was never looked at again'],
])('seed %i, which once broke a promise (%s), holds them all', async (seed) => {
  expect((await liveSeeds(seed, 1)).broken).toEqual([])
})
