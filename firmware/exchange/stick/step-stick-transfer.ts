import type { StickTrouble } from './stick-notice.ts'
import type {
  StickTransferEvent,
  StickTransferOutcome,
  StickTransferStage,
  StickTransferState,
  StickTransferStep,
  TransferStick,
} from './stick-transfer-state.ts'

export const noSticks: StickTransferState = { sticks: [], pulledEarly: false }

/**
 * The transfer of sticks as a pure function: files of the registry are taken in, waiting batches are copied, read
 * back, and the stick is released. An event that means nothing in a state changes nothing, so a report that comes
 * late about a stick that is gone does no harm.
 */
export function stepStickTransfer(state: StickTransferState, event: StickTransferEvent): StickTransferStep {
  switch (event.type) {
    case 'attached':
      return add(state, { id: event.id, stage: { type: 'waiting' } })
    case 'unusable':
      return add(state, { id: event.id, stage: { type: 'trouble', cause: event.cause } })
    case 'detached':
      return detach(state, event.id)
    case 'time-up':
      return still(state.pulledEarly ? { ...state, pulledEarly: false } : state)
    default:
      return stepStick(state, event)
  }
}

/** Whether a stick is being worked on and must stay where it is. */
export function isBusy({ stage }: TransferStick): boolean {
  return stage.type !== 'waiting' && stage.type !== 'safe' && stage.type !== 'trouble'
}

type StickEvent = Exclude<StickTransferEvent, { type: 'attached' | 'unusable' | 'detached' | 'time-up' }>

function add(state: StickTransferState, stick: TransferStick): StickTransferStep {
  if (state.sticks.some(({ id }) => id === stick.id)) return still(state)
  return startNext({ sticks: [...state.sticks, stick], pulledEarly: false })
}

// A stick that vanished in the midst of a call fails first and is reported as gone a moment later.
function detach(state: StickTransferState, id: string): StickTransferStep {
  const stick = state.sticks.find((one) => one.id === id)
  if (!stick) return still(state)
  const { stage } = stick
  const early = isBusy(stick) || wasPulled(stage)
  const sticks = state.sticks.filter((one) => one !== stick)
  const { state: next, effects } = startNext({ sticks, pulledEarly: early || state.pulledEarly })
  return { state: next, effects: early ? [...effects, { type: 'timer' }] : effects }
}

// Noticed at a call, before the socket said so.
function wasPulled(stage: StickTransferStage): boolean {
  if (stage.type === 'safe') return stage.outcome.trouble === 'pulled'
  return stage.type === 'trouble' && stage.cause === 'pulled'
}

function stepStick(state: StickTransferState, event: StickEvent): StickTransferStep {
  const stick = state.sticks.find(({ id }) => id === event.id)
  const next = stick && nextStage(stick.stage, event)
  if (!stick || !next) return still(state)
  const sticks = state.sticks.map((one) => (one === stick ? { ...stick, stage: next } : one))
  const after = { ...state, sticks }
  if (next.type === 'safe' || next.type === 'trouble') return startNext(after)
  const work = works[next.type]
  const begins = next.type !== stick.stage.type && work !== undefined
  return { state: after, effects: begins ? [{ type: work, id: stick.id }] : [] }
}

const works = {
  waiting: undefined,
  importing: 'import',
  exporting: 'export',
  verifying: 'verify',
  releasing: 'release',
} as const

function nextStage(stage: StickTransferStage, event: StickEvent): StickTransferStage | undefined {
  switch (stage.type) {
    case 'importing': {
      if (event.type === 'failed') return release(nothing, event.cause)
      if (event.type !== 'imported') return undefined
      const outcome = { ...nothing, receipts: event.receipts, trouble: event.trouble }
      return { type: 'exporting', done: 0, total: 0, number: 1, outcome }
    }
    case 'exporting':
      if (event.type === 'progressed') return { ...stage, done: event.done, total: event.total }
      if (event.type === 'failed') return release(stage.outcome, event.cause)
      return event.type === 'exported' ? afterExport(stage, event) : undefined
    case 'verifying':
      if (event.type === 'failed') return release(stage.outcome, event.cause)
      if (event.type !== 'verified') return undefined
      if (event.broken === 0) return { type: 'releasing', outcome: stage.outcome }
      return stage.number === 1
        ? { type: 'exporting', done: 0, total: 0, number: 2, outcome: stage.outcome }
        : release({ ...stage.outcome, carried: stage.outcome.carried - event.broken }, 'broken')
    case 'releasing':
      if (event.type === 'released') return { type: 'safe', outcome: stage.outcome }
      return event.type === 'failed' ? { type: 'trouble', cause: event.cause } : undefined
    default:
      return undefined
  }
}

const nothing: StickTransferOutcome = { carried: 0, left: 0, receipts: 0, trouble: undefined }

function afterExport(
  { number, outcome }: Extract<StickTransferStage, { type: 'exporting' }>,
  { carried, left, written }: Extract<StickTransferEvent, { type: 'exported' }>,
): StickTransferStage {
  const next = { ...outcome, carried, left, trouble: left > 0 ? ('full' as const) : outcome.trouble }
  return written ? { type: 'verifying', number, outcome: next } : { type: 'releasing', outcome: next }
}

function release(outcome: StickTransferOutcome, trouble: StickTrouble): StickTransferStage {
  return { type: 'releasing', outcome: { ...outcome, trouble } }
}

function startNext(state: StickTransferState): StickTransferStep {
  const first = state.sticks.find(({ stage }) => stage.type === 'waiting')
  if (!first || state.sticks.some(isBusy)) return still(state)
  const sticks = state.sticks.map((one) =>
    one === first ? { ...first, stage: { type: 'importing' } as const } : one,
  )
  return { state: { ...state, sticks }, effects: [{ type: 'import', id: first.id }] }
}

function still(state: StickTransferState): StickTransferStep {
  return { state, effects: [] }
}
