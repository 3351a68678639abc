/** Cuts a stream of JPEGs (Motion JPEG as `rpicam-vid --codec mjpeg` writes it) into whole pictures. */
export interface JpegSplitter {
  /** Takes the next bytes in any portion and returns the pictures they complete. */
  push(bytes: Uint8Array): Uint8Array[]
}

// A picture beyond this is noise: the stream is cut and searched for the next start.
const longestFrameBytes = 4 * 1024 * 1024

export function createJpegSplitter(): JpegSplitter {
  let held = Buffer.alloc(0)
  return {
    push(bytes) {
      held = Buffer.concat([held, bytes])
      const frames: Uint8Array[] = []
      for (;;) {
        const start = held.indexOf('ffd8ff', 0, 'hex')
        if (start < 0) {
          held = held.subarray(Math.max(0, held.length - 2))
          return frames
        }
        const end = held.indexOf('ffd9', start + 3, 'hex')
        if (end < 0) {
          held = held.length - start > longestFrameBytes ? Buffer.alloc(0) : held.subarray(start)
          return frames
        }
        frames.push(new Uint8Array(held.subarray(start, end + 2)))
        held = held.subarray(end + 2)
      }
    },
  }
}

/** Whether bytes begin and end as a JPEG (ITU-T T.81: SOI and EOI). */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const end = bytes.length
  return (
    end > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9
  )
}
