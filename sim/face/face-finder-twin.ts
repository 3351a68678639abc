import type { FaceFault, FaceFinder, FaceReading } from '../../hal/contract/face-finder.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'

/** Measures of a person as the card wants it, 720 px wide. */
export const goodReading: FaceReading = {
  widthPx: 720,
  heightPx: 960,
  light: { mean: 130, contrast: 30, dark: 0, bright: 0 },
  sharpness: 0.2,
  ground: { unevenness: 2.6, red: 206, green: 206, blue: 210 },
  found: {
    count: 1,
    pose: { eyeDistancePx: 132, x: 0.5, y: 0.545, rollDegrees: 0, turn: 0, eyeOpening: 0.33 },
  },
}

/** A finder without eyes, for tests where no picture is really looked at: it gives the answer that it was given. */
export class FaceFinderTwin implements FaceFinder {
  /** The answer to the next pictures; `undefined` never answers. */
  says: Result<FaceReading, FaceFault> | undefined = ok(goodReading)
  /** Sessions that are open just now. */
  sessions = 0
  /** Pictures handed in so far. */
  pictures = 0

  open(): ReturnType<FaceFinder['open']> {
    this.sessions += 1
    let closed = false
    return {
      read: async (_jpeg, signal) => {
        this.pictures += 1
        if (this.says) return this.says
        if (!signal.aborted) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        }
        return err({ kind: 'cancelled' })
      },
      close: async () => {
        if (!closed) this.sessions -= 1
        closed = true
      },
    }
  }
}
