import { isBusy } from './step-stick-transfer.ts'
import type { StickNotice } from './stick-notice.ts'
import type { StickTransferStage, StickTransferState } from './stick-transfer-state.ts'

/**
 * The one thing to say of all sticks together. `safe` only when every one of them is: staff need not know which
 * is which.
 */
export function noticeOfTransfer({ sticks, pulledEarly }: StickTransferState): StickNotice | undefined {
  const busy = sticks.find(isBusy)
  if (busy) return busyNotice(busy.stage)
  if (pulledEarly) return { kind: 'trouble', cause: 'pulled', carried: 0, left: 0 }
  const ended = sticks.flatMap(({ stage }) => endNotice(stage) ?? [])
  const trouble = ended.find(({ kind }) => kind === 'trouble')
  if (trouble) return trouble
  const safe = ended.filter((notice) => notice.kind === 'safe')
  if (safe.length === 0) return undefined
  return {
    kind: 'safe',
    // Two sticks carry the same batches.
    carried: Math.max(...safe.map(({ carried }) => carried)),
    receipts: safe.reduce((sum, { receipts }) => sum + receipts, 0),
  }
}

function busyNotice(stage: StickTransferStage): StickNotice {
  if (stage.type === 'importing') return { kind: 'reading' }
  if (stage.type !== 'exporting' || stage.total === 0) return { kind: 'checking' }
  return { kind: 'copying', done: stage.done, total: stage.total }
}

function endNotice(stage: StickTransferStage): StickNotice | undefined {
  if (stage.type === 'trouble') return { kind: 'trouble', cause: stage.cause, carried: 0, left: 0 }
  if (stage.type !== 'safe') return undefined
  const { carried, left, receipts, trouble } = stage.outcome
  return trouble ? { kind: 'trouble', cause: trouble, carried, left } : { kind: 'safe', carried, receipts }
}
