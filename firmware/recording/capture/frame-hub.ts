/** Passes live frames on to any number of viewers; each sees the newest, none holds up the camera. */
export interface FrameHub {
  push(frame: Uint8Array): void
  /** The newest frame at once if there is one, then each new one, until `signal` aborts. */
  frames(signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Forgets the last frame: no face stays behind. */
  clear(): void
}

export function createFrameHub(): FrameHub {
  let newest: Uint8Array | undefined
  let wake = Promise.withResolvers<void>()
  const next = () => {
    wake.resolve()
    wake = Promise.withResolvers<void>()
  }
  return {
    push(frame) {
      newest = frame
      next()
    },
    clear() {
      newest = undefined
    },
    async *frames(signal) {
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      let shown: Uint8Array | undefined
      while (!signal.aborted) {
        const coming = wake.promise
        if (newest && newest !== shown) {
          shown = newest
          yield newest
        } else {
          await Promise.race([coming, aborted])
        }
      }
    },
  }
}
