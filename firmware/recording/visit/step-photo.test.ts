import { describe, expect, test } from 'vitest'
import { twoPhotos } from '../../../test/stand/visit-events.ts'
import { always, type OutcomeTable, outcomes } from '../../../test/stand/visit-outcomes.ts'
import { everyState, photoAt, type StateName } from '../../../test/stand/visit-states.ts'
import { stepVisit } from './step-visit.ts'

const live = ['photo live countdown=0 retakes=0', 'preview on'] as const
const fault = [
  'photo fault countdown=0 retakes=0 fault=hung',
  'preview off',
  'timer retry-part 3000',
] as const

const keeping = (retakes: number) => `photo keeping countdown=0 retakes=${retakes}`

const looks = (place: string) => ({
  'face-seen ready': [`photo ${place} hint=ready`] as const,
  'face-seen closer': [`photo ${place} hint=closer`] as const,
})

const table: OutcomeTable = {
  'photo live': {
    'take-photo': ['photo count countdown=3 retakes=0', 'timer countdown 1000'],
    'photo-failed hung': fault,
    ...looks('live countdown=0 retakes=0'),
  },
  'photo live, with a hint': {
    'take-photo': ['photo count countdown=3 retakes=0 hint=closer', 'timer countdown 1000'],
    'photo-failed hung': fault,
    'face-seen ready': ['photo live countdown=0 retakes=0 hint=ready'],
    'face-seen unknown': ['photo live countdown=0 retakes=0'],
  },
  'photo count': {
    'time-up countdown': ['photo count countdown=2 retakes=0', 'timer countdown 1000'],
    'photo-failed hung': fault,
    ...looks('count countdown=3 retakes=0'),
  },
  'photo taking': {
    'photo-taken': ['photo choose countdown=0 retakes=0 of 2', 'preview off'],
    'photo-failed hung': fault,
  },
  'photo choose': {
    'approve-photo': [keeping(0), 'keep-photo left of 2, attempt 1, shown ready'],
    'approve the right photo': [keeping(0), 'keep-photo right of 2, attempt 1, shown ready'],
    'retake-photo': ['photo live countdown=0 retakes=1', 'preview on'],
  },
  'photo choose, the last one': {
    'approve-photo': [keeping(4), 'keep-photo left of 2, attempt 5, shown nothing'],
    'approve the right photo': [keeping(4), 'keep-photo right of 2, attempt 5, shown nothing'],
  },
  'photo choose, of one': {
    'approve-photo': [keeping(0), 'keep-photo left of 1, attempt 1, shown nothing'],
    'retake-photo': ['photo live countdown=0 retakes=1', 'preview on'],
  },
  'photo keeping': { 'recorded face': ['signature draw'] },
  'photo fault': { 'try-again': live, 'time-up retry-part': live },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    expect(outcomes(everyState[name as StateName])).toEqual({ ...always, ...rows })
  })
})

test('after three, two, one the photo is taken', () => {
  const outcome = outcomes(photoAt('count', { countdown: 1 }))['time-up countdown']
  expect(outcome).toEqual(['photo taking countdown=0 retakes=0', 'take-photo'])
})

test('a photo can be taken again four times, whatever the camera does in between', () => {
  let state = everyState['photo live']
  const send = (event: Parameters<typeof stepVisit>[1]) => {
    state = stepVisit(state, event).state
  }
  let retakes = 0
  for (let turn = 0; turn < 10; turn += 1) {
    send({ type: 'photo-failed', fault: 'failed' })
    send({ type: 'time-up', timer: 'retry-part' })
    send({ type: 'take-photo' })
    for (let beat = 0; beat < 3; beat += 1) send({ type: 'time-up', timer: 'countdown' })
    send({ type: 'photo-taken', candidates: twoPhotos })
    expect(state.stage).toMatchObject({ type: 'photo', step: 'choose' })
    send({ type: 'retake-photo' })
    if (state.stage.type !== 'photo' || state.stage.step !== 'live') break
    retakes += 1
  }
  expect(retakes).toBe(4)
})
