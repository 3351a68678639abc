import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noticeOfTransfer } from './notice-of-transfer.ts'
import { isBusy, noSticks, stepStickTransfer } from './step-stick-transfer.ts'
import type {
  StickTransferEffect,
  StickTransferEvent,
  StickTransferOutcome,
  StickTransferStage,
  StickTransferState,
} from './stick-transfer-state.ts'

const outcome: StickTransferOutcome = { carried: 2, left: 0, receipts: 1, trouble: undefined }
const stages = {
  waiting: { type: 'waiting' },
  importing: { type: 'importing' },
  exporting: { type: 'exporting', done: 0, total: 0, number: 1, outcome },
  'exporting again': { type: 'exporting', done: 0, total: 0, number: 2, outcome },
  verifying: { type: 'verifying', number: 1, outcome },
  'verifying again': { type: 'verifying', number: 2, outcome },
  releasing: { type: 'releasing', outcome },
  safe: { type: 'safe', outcome },
  'trouble broken': { type: 'trouble', cause: 'broken' },
  'trouble pulled': { type: 'trouble', cause: 'pulled' },
} as const satisfies Record<string, StickTransferStage>

type StageName = keyof typeof stages

const id = 'a'
const events = {
  attached: { type: 'attached', id },
  detached: { type: 'detached', id },
  'another attached': { type: 'attached', id: 'b' },
  'another unusable': { type: 'unusable', id: 'b', cause: 'unreadable' },
  'another detached': { type: 'detached', id: 'b' },
  imported: { type: 'imported', id, receipts: 1, trouble: undefined },
  'imported, some refused': { type: 'imported', id, receipts: 0, trouble: 'refused-files' },
  progressed: { type: 'progressed', id, done: 1, total: 3 },
  'exported nothing new': { type: 'exported', id, carried: 2, left: 0, written: false },
  'exported some': { type: 'exported', id, carried: 2, left: 0, written: true },
  'exported until full': { type: 'exported', id, carried: 1, left: 2, written: true },
  verified: { type: 'verified', id, broken: 0 },
  'verified, one broken': { type: 'verified', id, broken: 1 },
  released: { type: 'released', id },
  failed: { type: 'failed', id, cause: 'broken' },
  'time-up': { type: 'time-up' },
} as const satisfies Record<string, StickTransferEvent>

type Rows = Partial<Record<keyof typeof events, string>>

// The answer of every state to another stick; the stick itself is not alone any more.
const besides = { 'another attached': '+ b waiting', 'another unusable': '+ b trouble unreadable' }
const onceFree = { ...besides, 'another attached': '+ b importing > import b' }
const early = 'gone, pulled early > timer'
const table: Readonly<Record<StageName, Rows>> = {
  waiting: { detached: 'gone', 'another attached': 'importing + b waiting > import a', ...startsFirst() },
  importing: {
    ...besides,
    detached: early,
    imported: 'exporting 0/0 #1 carried=0 receipts=1 > export a',
    'imported, some refused': 'exporting 0/0 #1 carried=0 receipts=0 refused-files > export a',
    failed: 'releasing carried=0 receipts=0 broken > release a',
  },
  exporting: {
    ...besides,
    detached: early,
    progressed: 'exporting 1/3 #1 carried=2 receipts=1',
    'exported nothing new': 'releasing carried=2 receipts=1 > release a',
    'exported some': 'verifying #1 carried=2 receipts=1 > verify a',
    'exported until full': 'verifying #1 carried=1 left=2 receipts=1 full > verify a',
    failed: 'releasing carried=2 receipts=1 broken > release a',
  },
  'exporting again': {
    ...besides,
    detached: early,
    progressed: 'exporting 1/3 #2 carried=2 receipts=1',
    'exported nothing new': 'releasing carried=2 receipts=1 > release a',
    'exported some': 'verifying #2 carried=2 receipts=1 > verify a',
    'exported until full': 'verifying #2 carried=1 left=2 receipts=1 full > verify a',
    failed: 'releasing carried=2 receipts=1 broken > release a',
  },
  verifying: {
    ...besides,
    detached: early,
    verified: 'releasing carried=2 receipts=1 > release a',
    'verified, one broken': 'exporting 0/0 #2 carried=2 receipts=1 > export a',
    failed: 'releasing carried=2 receipts=1 broken > release a',
  },
  'verifying again': {
    ...besides,
    detached: early,
    verified: 'releasing carried=2 receipts=1 > release a',
    'verified, one broken': 'releasing carried=1 receipts=1 broken > release a',
    failed: 'releasing carried=2 receipts=1 broken > release a',
  },
  releasing: {
    ...besides,
    detached: early,
    released: 'safe carried=2 receipts=1',
    failed: 'trouble broken',
  },
  safe: { ...onceFree, detached: 'gone' },
  'trouble broken': { ...onceFree, detached: 'gone' },
  'trouble pulled': { ...onceFree, detached: early },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    const state: StickTransferState = {
      sticks: [{ id, stage: stages[name as StageName] }],
      pulledEarly: false,
    }
    const outcomes = Object.entries(events).flatMap(([event, value]) => {
      const step = stepStickTransfer(state, value)
      const words = wordsOf(step.state, step.effects)
      return step.state === state && step.effects.length === 0
        ? []
        : [[event, words.replace(nameOf(state), '+')]]
    })
    expect(Object.fromEntries(outcomes)).toEqual(rows)
  })
})

test('sticks are worked on one after another, in the order in which they came', () => {
  const walked = ['attached', 'another attached', 'failed', 'failed', 'another detached'] as const
  const ids: string[] = []
  let state = noSticks
  for (const event of walked) {
    const step = stepStickTransfer(state, events[event])
    state = step.state
    ids.push(step.effects.map(effectWords).join(' '))
  }
  expect(ids).toEqual(['import a', '', 'release a', 'import b', 'timer'])
})

const someEvent: fc.Arbitrary<StickTransferEvent> = fc.oneof(
  ...Object.values(events).map((event) =>
    'id' in event ? fc.constantFrom('a', 'b', 'c').map((one) => ({ ...event, id: one })) : fc.constant(event),
  ),
)

// A part that does what it was asked for, seldom in another way, and one that reports what it likes.
const someTurn = fc.record({
  helpful: fc.nat(9).map((chance) => chance < 7),
  usual: fc.nat(3).map((chance) => chance < 3),
  event: someEvent,
})
const fitting = {
  import: ['imported', 'imported, some refused'],
  export: ['exported some', 'progressed'],
  verify: ['verified', 'verified, one broken'],
  release: ['released', 'failed'],
} as const

test('whatever comes in whatever order, one stick at most is worked on, and safe means all of them', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(fc.array(someTurn, { maxLength: 60 }), (turns) => {
      let state = noSticks
      let asked: StickTransferEffect | undefined
      const plugged = new Set<string>()
      for (const turn of turns) {
        const reply =
          asked && asked.type !== 'timer'
            ? { ...events[fitting[asked.type][turn.usual ? 0 : 1]], id: asked.id }
            : undefined
        const event = (turn.helpful && reply) || turn.event
        const step = stepStickTransfer(state, event)
        if (event.type === 'attached' || event.type === 'unusable') plugged.add(event.id)
        if (event.type === 'detached') plugged.delete(event.id)
        state = step.state
        asked = step.effects[0] ?? asked
        expect(state.sticks.map((stick) => stick.id).sort()).toEqual([...plugged].sort())
        const busy = state.sticks.filter(isBusy)
        expect(busy.length).toBeLessThanOrEqual(1)
        // Nobody waits for nothing, and what is asked for is of the stick that is worked on.
        if (busy.length === 0) expect(state.sticks.some(({ stage }) => stage.type === 'waiting')).toBe(false)
        for (const effect of step.effects) if ('id' in effect) expect(effect.id).toBe(busy[0]?.id)
        const notice = noticeOfTransfer(state)
        if (notice) met.add(notice.kind)
        if (notice?.kind === 'safe')
          expect(state.sticks.every(({ stage }) => stage.type === 'safe')).toBe(true)
        if (busy.length > 0) expect(['reading', 'copying', 'checking']).toContain(notice?.kind)
      }
    }),
    { numRuns: 1_000 },
  )
  expect([...met].sort()).toEqual(['checking', 'copying', 'reading', 'safe', 'trouble'])
})

test('a stick that no one put anything on or took anything from is safe all the same', () => {
  const empty: StickTransferOutcome = { carried: 0, left: 0, receipts: 0, trouble: undefined }
  const state = { sticks: [{ id, stage: { type: 'safe', outcome: empty } }], pulledEarly: false } as const
  expect(noticeOfTransfer(state)).toEqual({ kind: 'safe', carried: 0, receipts: 0 })
  expect(noticeOfTransfer(noSticks)).toBeUndefined()
})

function startsFirst(): Rows {
  return { 'another unusable': 'importing + b trouble unreadable > import a' }
}

function wordsOf(
  { sticks, pulledEarly }: StickTransferState,
  effects: readonly StickTransferEffect[],
): string {
  const own = sticks.find((stick) => stick.id === id)
  const other = sticks.find((stick) => stick.id === 'b')
  return [
    own ? stageWords(own.stage) : pulledEarly ? 'gone, pulled early' : 'gone',
    ...(other ? [`+ b ${stageWords(other.stage)}`] : []),
    ...(effects.length > 0 ? [`> ${effects.map(effectWords).join(', ')}`] : []),
  ].join(' ')
}

// The stick's own stage is left out of a row where it did not change.
function nameOf(state: StickTransferState): string {
  const words = state.sticks.map(({ stage }) => stageWords(stage)).join('')
  return `${words} +`
}

function stageWords(stage: StickTransferStage): string {
  switch (stage.type) {
    case 'exporting':
      return `exporting ${stage.done}/${stage.total} #${stage.number} ${outcomeWords(stage.outcome)}`
    case 'verifying':
      return `verifying #${stage.number} ${outcomeWords(stage.outcome)}`
    case 'releasing':
    case 'safe':
      return `${stage.type} ${outcomeWords(stage.outcome)}`
    case 'trouble':
      return `trouble ${stage.cause}`
    default:
      return stage.type
  }
}

function outcomeWords({ carried, left, receipts, trouble }: StickTransferOutcome): string {
  const room = left > 0 ? ` left=${left}` : ''
  return `carried=${carried}${room} receipts=${receipts}${trouble ? ` ${trouble}` : ''}`
}

function effectWords(effect: StickTransferEffect): string {
  return 'id' in effect ? `${effect.type} ${effect.id}` : effect.type
}
