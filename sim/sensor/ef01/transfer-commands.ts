import type { TakenImage } from '../glass.ts'
import { bufferOf } from './capture-commands.ts'
import { done, type Ef01Answer, type Ef01Commands, refuse, text } from './ef01-answer.ts'
import { type Ef01Inside, imageSize, templateBytes } from './ef01-inside.ts'
import { parameterTable } from './setting-commands.ts'
import { templateIn } from './template-commands.ts'

const headerLike = [0xef, 0x01, 0xff, 0xff, 0xff, 0xff, 0x08, 0x00, 0x02, 0x00, 0x0a]

/** Images, templates and the information page, there and back. */
export const transferCommands: Ef01Commands = {
  0x08: {
    parameterBytes: 1,
    answer(part, [buffer = 1]) {
      const template = templateIn(part, buffer)
      return template ? { ...done(5), data: template } : refuse(0x0d)
    },
  },
  0x09: {
    parameterBytes: 1,
    answer(part, [wanted = 1]) {
      const buffer = bufferOf(part, wanted)
      if (buffer === undefined) return refuse(0x0e)
      part.volatile.buffers.delete(buffer)
      part.volatile.incoming = { target: buffer, bytes: new Uint8Array(templateBytes(part)), filled: 0 }
      return done(5)
    },
  },
  0x0a: { parameterBytes: 0, answer: sendImage },
  0x0b: {
    parameterBytes: 0,
    answer(part) {
      // The ZFM-70 manual rules out 32 bytes a frame.
      if (part.model.name === 'ZFM-70' && part.flash.sizeCode === 0) return refuse(0x0e)
      const { widthPx, heightPx } = imageSize(part)
      part.volatile.image = undefined
      part.volatile.incoming = { target: 'image', bytes: new Uint8Array((widthPx * heightPx) / 2), filled: 0 }
      return done(5)
    },
  },
  0x16: {
    parameterBytes: 0,
    answer(part) {
      const page = [...parameterTable(part), ...text(part.model.name, 8), ...text('TWIN', 8)]
      return { ...done(5), data: Uint8Array.from({ length: 512 }, (_, at) => page[at] ?? 0xff) }
    },
  },
}

function sendImage({ volatile, faults }: Ef01Inside): Ef01Answer {
  if (!volatile.image) return refuse(0x0f)
  const data = packPixels(volatile.image.pixels)
  if (faults.take('header-inside')) data.set(headerLike, 1_000)
  return { ...done(5), data, isImage: true }
}

/** Bytes of the host; with the last frame they count, if they are just as many as they should be. */
export function takeData(part: Ef01Inside, content: Uint8Array, isLast: boolean): void {
  const { incoming, buffers } = part.volatile
  if (!incoming) return
  const room = incoming.bytes.length - incoming.filled
  if (room > 0) incoming.bytes.set(content.subarray(0, room), incoming.filled)
  incoming.filled += content.length
  if (!isLast) return
  part.volatile.incoming = undefined
  if (incoming.filled !== incoming.bytes.length) return
  if (incoming.target === 'image') part.volatile.image = imageOf(part, incoming.bytes)
  else buffers.set(incoming.target, incoming.bytes)
}

// Whose finger it is the part sees by the picture: the one it took itself is known again.
function imageOf(part: Ef01Inside, packed: Uint8Array): TakenImage {
  const features = part.knownImages.featuresOf(packed)
  return { ...imageSize(part), pixels: unpackPixels(packed), features, grade: features ? 'good' : 'small' }
}

/** Only the upper half of each 8-bit pixel crosses the wire, the left pixel in the high half. */
export function packPixels(pixels: Uint8Array): Uint8Array {
  const packed = new Uint8Array(pixels.length >> 1)
  for (let at = 0; at < packed.length; at += 1)
    packed[at] = ((pixels[2 * at] ?? 0) & 0xf0) | ((pixels[2 * at + 1] ?? 0) >> 4)
  return packed
}

export function unpackPixels(packed: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(packed.length * 2)
  for (const [at, pair] of packed.entries()) {
    pixels[2 * at] = (pair >> 4) * 17
    pixels[2 * at + 1] = (pair & 15) * 17
  }
  return pixels
}
