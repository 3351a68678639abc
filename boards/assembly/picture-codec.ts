import type { PictureCodec, Samples } from '../../firmware/registry/record/picture-codec.ts'
import { decodeGreyPng } from './decode-grey-png.ts'
import { decodeJpeg } from './decode-jpeg.ts'
import { readJpeg2000Program } from './jpeg2000-program.ts'

// The usual number; a small picture cannot be halved so often.
const mostHalvings = 5

let opened: Promise<PictureCodec> | undefined

/** Opens the codec of this thread, once: its program takes 30 ms to start and 40 MB, which most commands never need. */
export function openPictureCodec(): Promise<PictureCodec> {
  opened ??= open()
  return opened
}

async function open(): Promise<PictureCodec> {
  const { default: openJpeg } = await import('@cornerstonejs/codec-openjpeg/wasmjs')
  const wasmBinary = await readJpeg2000Program()
  const { J2KEncoder } = await openJpeg({ wasmBinary, print: ignore, printErr: ignore })
  return {
    decodeJpeg(jpeg) {
      const picture = decodeJpeg(jpeg)
      return picture && { ...picture, channels: 3 }
    },
    decodePng: decodeGreyPng,
    encodeLossless(samples) {
      const encoder = new J2KEncoder()
      fill(encoder, samples)
      encoder.setQuality(true, 0)
      encoder.setDecompositions(halvings(samples))
      encoder.encode()
      // Its own memory is used again.
      const codestream = Uint8Array.from(encoder.getEncodedBuffer())
      encoder.delete()
      return codestream
    },
  }
}

type Encoder = InstanceType<typeof import('@cornerstonejs/codec-openjpeg/wasmjs')['J2KEncoder']>

function fill(encoder: Encoder, { widthPx, heightPx, channels, pixels }: Samples): void {
  const picture = {
    width: widthPx,
    height: heightPx,
    bitsPerSample: 8,
    componentCount: channels,
    isSigned: false,
    isUsingColorTransform: channels === 3,
  }
  encoder.getDecodedBuffer(picture).set(pixels)
}

function halvings({ widthPx, heightPx }: Samples): number {
  return Math.min(mostHalvings, Math.floor(Math.log2(Math.min(widthPx, heightPx))))
}

// Standard output belongs to the command; a fault is thrown as well.
function ignore(): void {}
