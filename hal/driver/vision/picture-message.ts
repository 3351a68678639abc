/** A picture on its way to the program: its length in four bytes, big-endian, then itself. */
export function pictureMessage(jpeg: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + jpeg.length)
  new DataView(message.buffer).setUint32(0, jpeg.length)
  message.set(jpeg, 4)
  return message
}

/** Takes whole pictures out of bytes as they come. A picture that is longer than any still ends the stream. */
export function createPictureSplitter(mostBytes: number): {
  push(bytes: Uint8Array): readonly Uint8Array[] | undefined
} {
  let rest = new Uint8Array()
  return {
    push(bytes) {
      const pictures: Uint8Array[] = []
      const joined = new Uint8Array(rest.length + bytes.length)
      joined.set(rest)
      joined.set(bytes, rest.length)
      rest = joined
      while (rest.length >= 4) {
        const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0)
        if (length > mostBytes) return undefined
        if (rest.length < 4 + length) break
        pictures.push(rest.subarray(4, 4 + length))
        rest = rest.subarray(4 + length)
      }
      return pictures
    },
  }
}
