import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { fingerPiece, type PieceName } from '../../firmware/core/piece-name.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'

/** The pieces that the screens of a visit have called safe so far. */
export interface ScreenPromise {
  readonly ticket: string | undefined
  readonly pieces: readonly PieceName[]
  /** The eight characters of the receipt. */
  readonly code: string | undefined
}

export const nothingPromised: ScreenPromise = { ticket: undefined, pieces: [], code: undefined }

/** Adds what one more screen says: its marks, and the steps that it has left behind. */
export function promisedBy(before: ScreenPromise, { ticket, body, progress }: Screen): ScreenPromise {
  const step = progress?.step ?? 0
  const marks = body.kind === 'finger' ? body.marks : []
  const kept = marks.filter(({ state }) => state === 'kept' || state === 'weak')
  const fingers = fingerPositions.filter((one) => step > 5 || kept.some(({ position }) => position === one))
  return {
    ticket: before.ticket ?? ticket,
    pieces: [
      ...new Set<PieceName>([
        ...before.pieces,
        ...(step > 3 ? (['face'] as const) : []),
        ...(step > 4 ? (['signature'] as const) : []),
        ...fingers.map(fingerPiece),
      ]),
    ],
    code: body.kind === 'receipt' ? body.code : before.code,
  }
}

/** The panel's last words when the power went. */
export interface PanelPromise {
  /** Of the visit that was going on. */
  readonly visit: ScreenPromise
  /** Receipts of the visits before it. */
  readonly codes: readonly string[]
}
