import { setTimeout as sleep } from 'node:timers/promises'
import type { SerialPortStream } from '@serialport/stream'

export type Binding = ConstructorParameters<typeof SerialPortStream>[0]['binding']

// An image comes in thousands of readable moments of a few bytes, and each costs 0.2 ms of processor (measured,
// x64; several times that on a Pi). The kernel holds 4 kB, a hundred times what comes in this time at 115,200.
const gatherMs = 6

/** Lets bytes gather between two reads that follow each other closely; the first is never held up. */
export function gatherReads(binding: Binding): Binding {
  return {
    list: () => binding.list(),
    async open(options) {
      const port = await binding.open(options)
      const read = port.read.bind(port)
      let lastMs = Number.NEGATIVE_INFINITY
      port.read = async (buffer, offset, length) => {
        const waitMs = lastMs + gatherMs - performance.now()
        if (waitMs > 0) await sleep(waitMs)
        const portion = await read(buffer, offset, length)
        lastMs = performance.now()
        return portion
      }
      return port
    },
  }
}
