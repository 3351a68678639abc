import type { FaultShelf } from './fault-shelf.ts'

/** Pieces of a transfer as they go out, and the rest before each. */
export interface OutgoingPiece {
  readonly bytes: Uint8Array
  readonly pauseMs: number
}

/** Applies every waiting fault of transfers to the frames of this one. */
export function spoilTransfer(frames: readonly Uint8Array[], faults: FaultShelf): OutgoingPiece[] {
  const lastAt = frames.length - 1
  let pieces: (OutgoingPiece | undefined)[] = frames.map((bytes) => ({ bytes, pauseMs: 0 }))
  const change = (at: number, how: (piece: OutgoingPiece) => OutgoingPiece | undefined) => {
    const index = Math.min(at, lastAt)
    const piece = pieces[index]
    if (piece) pieces[index] = how(piece)
  }
  const late = faults.find('late-data')
  if (late) change(0, (piece) => ({ ...piece, pauseMs: late.ms }))
  for (let flip = faults.take('flip-bit'); flip; flip = faults.take('flip-bit'))
    change(flip.frame, (piece) => ({ ...piece, bytes: flipped(piece.bytes) }))
  for (let drop = faults.take('drop-bytes'); drop; drop = faults.take('drop-bytes')) {
    const { count } = drop
    change(Math.floor(frames.length / 2), (piece) => ({ ...piece, bytes: piece.bytes.slice(count) }))
  }
  for (let pause = faults.take('pause-transfer'); pause; pause = faults.take('pause-transfer')) {
    const { ms } = pause
    change(Math.floor(frames.length / 2), (piece) => ({ ...piece, pauseMs: ms }))
  }
  for (let drop = faults.take('drop-frame'); drop; drop = faults.take('drop-frame'))
    change(drop.frame, () => undefined)
  if (faults.take('omit-end') ?? faults.find('never-end')) pieces[lastAt] = undefined
  const abort = faults.take('abort-transfer')
  if (abort) pieces = pieces.slice(0, abort.frame)
  return pieces.filter((piece) => piece !== undefined)
}

// Behind the header and before the checksum, so that only a checksum tells.
function flipped(bytes: Uint8Array): Uint8Array {
  const spoiled = bytes.slice()
  const at = Math.max(0, Math.min(20, bytes.length - 3))
  spoiled[at] = (spoiled[at] ?? 0) ^ 0x10
  return spoiled
}
