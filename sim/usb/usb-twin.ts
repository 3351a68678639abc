import type { MediaChange, RemovableMedia } from '../../hal/contract/removable-media.ts'
import { PluggedStick } from './plugged-stick.ts'
import type { StickTwin } from './stick-twin.ts'

/** The sockets of one kiosk, and the hands that plug and pull. Has no timers of its own. */
export class UsbTwin implements RemovableMedia {
  readonly #plugged = new Map<StickTwin, PluggedStick>()
  #tell: (change: MediaChange) => void = () => undefined
  #count = 0

  /** In it goes; what it was pulled with before is a matter of its content alone. */
  plug(twin: StickTwin): PluggedStick {
    if (this.#plugged.has(twin)) throw new Error('this stick is plugged already')
    this.#count += 1
    const stick = new PluggedStick(`stick-${this.#count}`, twin, () => this.pull(twin))
    this.#plugged.set(twin, stick)
    this.#tell(arrival(stick))
    return stick
  }

  /** Out, at any moment. One that is not in is no matter. */
  pull(twin: StickTwin): void {
    const stick = this.#plugged.get(twin)
    if (!stick) return
    stick.pull()
    if (!twin.goesUnnoticed) this.notice(twin)
  }

  /** The socket reports that a stick is not in it any more. */
  notice(twin: StickTwin): void {
    const stick = this.#plugged.get(twin)
    if (!stick) return
    this.#plugged.delete(twin)
    this.#tell({ kind: 'detached', id: stick.id })
  }

  async *watch(signal: AbortSignal): AsyncIterable<MediaChange> {
    const changes = [...this.#plugged.values()].map(arrival)
    let news = Promise.withResolvers<void>()
    this.#tell = (change) => {
      changes.push(change)
      news.resolve()
    }
    const stop = () => news.resolve()
    signal.addEventListener('abort', stop)
    while (!signal.aborted) {
      const change = changes.shift()
      if (change) {
        yield change
        continue
      }
      await news.promise
      news = Promise.withResolvers()
    }
    signal.removeEventListener('abort', stop)
    this.#tell = () => undefined
    for (const stick of this.#plugged.values()) await stick.release(never)
  }
}

const never = new AbortController().signal

function arrival(stick: PluggedStick): MediaChange {
  const { unusable } = stick.twin
  return unusable ? { kind: 'unusable', id: stick.id, fault: unusable } : { kind: 'attached', stick }
}
