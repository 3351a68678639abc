/**
 * A host's end for the tests of the twin: frames by the book (section 2.2), with sums of its own, so that a
 * mistake of the twin's packing does not cancel out.
 */
export function commandFrame(content: readonly number[], address = 0xffffffff): number[] {
  return frameOf(0x01, content, address)
}

export function frameOf(id: number, content: readonly number[], address = 0xffffffff): number[] {
  const length = [(content.length + 2) >> 8, (content.length + 2) & 0xff]
  const body = [id, ...length, ...content]
  const sum = body.reduce((total, byte) => total + byte, 0) % 65_536
  const head = [0xef, 0x01, ...[3, 2, 1, 0].map((place) => Math.floor(address / 256 ** place) % 256)]
  return [...head, ...body, Math.floor(sum / 256), sum % 256]
}

export interface HeardFrame {
  readonly id: number
  readonly address: number
  readonly content: number[]
}

/** Walks by length; throws when a frame is not sound. */
export function framesIn(bytes: readonly number[]): HeardFrame[] {
  const frames: HeardFrame[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = (bytes[at + 7] ?? 0) * 256 + (bytes[at + 8] ?? 0)
    const whole = bytes.slice(at, at + 9 + size)
    const content = whole.slice(9, -2)
    const address = whole.slice(2, 6).reduce((total, byte) => total * 256 + byte, 0)
    const good = frameOf(whole[6] ?? 0, content, address)
    if (good.join() !== whole.join())
      throw new Error(`no sound frame at ${at}: ${whole.slice(0, 12).join(' ')}`)
    frames.push({ id: whole[6] ?? 0, address, content })
    at += whole.length
  }
  return frames
}

/** All data of a transfer, joined. */
export function dataIn(frames: readonly HeardFrame[]): number[] {
  return frames.filter(({ id }) => id === 0x02 || id === 0x08).flatMap(({ content }) => content)
}
