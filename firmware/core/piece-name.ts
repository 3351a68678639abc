import { z } from 'zod'
import { type FingerPosition, fingerPositions } from './finger-position.ts'

/** Names of what a visit captures; the file names of kiosk and registry come from these. */
export const pieceNameSchema = z.union([
  z.literal(['face', 'signature', 'approval']),
  z.templateLiteral(['finger-', z.literal(fingerPositions)]),
])

export type PieceName = z.infer<typeof pieceNameSchema>

export function fingerPiece(position: FingerPosition): PieceName {
  return `finger-${position}`
}

/** Every file of a packet once opened: the person and the visit, then what was captured. */
export const packetFiles: readonly string[] = [
  'person.json',
  'visit.jsonl',
  ...(['face', 'signature', 'approval'] as const).map(pieceFile),
  ...fingerPositions.map((position) => pieceFile(fingerPiece(position))),
]

/** Ending of a file that is sealed: an age file. */
export const sealedEnding = '.age'

/** File name of a piece once opened, with ANSI/NIST finger positions in two digits. */
export function pieceFile(piece: PieceName): string {
  if (piece === 'face') return 'face.jpg'
  if (piece === 'signature' || piece === 'approval') return `${piece}.png`
  return `finger-${piece.slice('finger-'.length).padStart(2, '0')}.png`
}
