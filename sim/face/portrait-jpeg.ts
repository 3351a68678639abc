import { encode } from 'jpeg-js'
import { madeOnce } from '../random/made-once.ts'
import { drawPortrait } from './draw-portrait.ts'
import type { Stance } from './stance.ts'

/** A drawn portrait as a camera hands it out. */
export interface PortraitJpeg {
  readonly seed: string
  readonly widthPx: number
  readonly heightPx: number
  readonly sway: number
  readonly stance: Stance
  readonly quality: number
}

export function portraitJpeg({ seed, widthPx, heightPx, sway, stance, quality }: PortraitJpeg): Uint8Array {
  const name = JSON.stringify(['portrait', seed, widthPx, heightPx, sway, stance, quality])
  return madeOnce(name, () => {
    const { rgba } = drawPortrait(seed, widthPx, heightPx, sway, stance)
    return encode({ width: widthPx, height: heightPx, data: rgba }, quality).data
  })
}
