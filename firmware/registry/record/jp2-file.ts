import { uint } from './iso-record.ts'
import type { Samples } from './picture-codec.ts'

const greyscale = 17
const sRgb = 16

/**
 * A codestream of JPEG 2000 in the boxes of a JP2 file (ISO/IEC 15444-1, Annex I): MOSIP's decoder
 * (mosip/imagedecoder, `JP2Helper`) reads no bare codestream, wants these boxes in this order, and takes a
 * finger's resolution from `resc`. `dpi` is that of the capture, absent for a photo.
 */
export function packJp2(
  codestream: Uint8Array,
  { widthPx, heightPx, channels }: Omit<Samples, 'pixels'>,
  dpi?: number,
): Uint8Array {
  // 8 bits a sample, the only compression type, colours known, no rights claimed.
  const form = Uint8Array.of(7, 7, 0, 0)
  const header = box('ihdr', uint(4, heightPx), uint(4, widthPx), uint(2, channels), form)
  const space = channels === 1 ? greyscale : sRgb
  const colours = box('colr', Uint8Array.of(1, 0, 0), uint(4, space))
  return join(
    box('jP  ', Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a)),
    box('ftyp', text('jp2 '), uint(4, 0), text('jp2 ')),
    box('jp2h', header, colours, ...(dpi === undefined ? [] : [box('res ', captureResolution(dpi))])),
    box('jp2c', codestream),
  )
}

// Pixels a metre as fraction and power of ten, vertical first: dpi / 254 * 10^4 is exact.
function captureResolution(dpi: number): Uint8Array {
  const fraction = join(uint(2, dpi), uint(2, 254))
  return box('resc', fraction, fraction, Uint8Array.of(4, 4))
}

function box(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const inside = join(...parts)
  return join(uint(4, inside.length + 8), text(name), inside)
}

function text(letters: string): Uint8Array {
  return Buffer.from(letters, 'latin1')
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
