import decodeQr from 'qr/decode.js'
import type { CodeFault } from '../../hal/contract/code-reader.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { answerPictures } from './answer-pictures.ts'
import { decodeJpeg } from './decode-jpeg.ts'

/** A live picture that is looked at for longer is old. */
const mostMs = 300

/** The code reader as a program: pictures come in on stdin, one line with the text goes out for each. */
export function readCodes(): Promise<void> {
  return answerPictures(readCode)
}

/** The text of the QR code in one JPEG; other bytes are a fault. */
export function readCode(jpeg: Uint8Array): Result<string | undefined, CodeFault> {
  const picture = decodeJpeg(jpeg)
  if (!picture) return err({ kind: 'damaged' })
  const { widthPx: width, heightPx: height, pixels: data } = picture
  try {
    return ok(decodeQr({ width, height, data }, { format: 'RGB', timeLimit: mostMs }))
  } catch {
    // Its way of saying that there is none.
    return ok(undefined)
  }
}
