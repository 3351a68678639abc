import { setTimeout as sleep } from 'node:timers/promises'
import { SerialPortStream } from '@serialport/stream'
import { SerialPort } from 'serialport'
import { err, ok, type Result } from '../contract/result.ts'
import type { OpenSerialLine, SerialFault, SerialLine } from '../contract/serial-line.ts'

/**
 * Serial lines through the `serialport` package. `binding` is the operating system's by default; a
 * simulated cable comes as a binding of its own, below everything that runs on a real one.
 */
export function createOpenSerialLine(binding: Binding = gatherReads(SerialPort.binding)): OpenSerialLine {
  return (path, baud) =>
    new Promise((resolve) => {
      const port = new SerialPortStream({ binding, path, baudRate: baud, autoOpen: false })
      port.open((cause) => {
        if (cause) return resolve(err(openFault(path, cause)))
        // Adapters with a latency timer answer sooner; ptys and some chips refuse, which is fine.
        port.set({ lowLatency: true } as never, () => undefined)
        resolve(ok(createLine(path, port)))
      })
    })
}

function openFault(path: string, cause: Error): SerialFault {
  if (/No such file|ENOENT/.test(cause.message)) return { kind: 'missing', path }
  if (/lock|busy|temporarily unavailable/i.test(cause.message)) return { kind: 'busy', path }
  return { kind: 'refused', detail: cause.message.slice(0, 120) }
}

function createLine(path: string, port: SerialPortStream): SerialLine {
  const inbox = createInbox(port)
  const ask = (work: (done: (cause: Error | null | undefined) => void) => void) =>
    new Promise<Result<void, SerialFault>>((resolve) => {
      if (inbox.gone || !port.isOpen) return resolve(err({ kind: 'gone' }))
      work((cause) => {
        if (!cause) return resolve(ok())
        const gone = inbox.gone || !port.isOpen
        resolve(err(gone ? { kind: 'gone' } : { kind: 'refused', detail: cause.message }))
      })
    })
  return {
    path,
    get baud() {
      return port.baudRate
    },
    // A terminal whose other side reads nothing takes no more bytes after a few thousand.
    write: (bytes, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(err({ kind: 'cancelled' }))
        const stop = () => resolve(err({ kind: 'cancelled' }))
        signal.addEventListener('abort', stop, { once: true })
        void ask((done) => void port.write(bytes, (cause) => done(cause))).then((written) => {
          signal.removeEventListener('abort', stop)
          resolve(written)
        })
      }),
    async read(signal) {
      while (inbox.empty) {
        if (inbox.gone) return err({ kind: 'gone' })
        if (signal.aborted) return err({ kind: 'cancelled' })
        await inbox.change(signal)
      }
      return ok(inbox.take())
    },
    async discard() {
      inbox.take()
      return inbox.gone ? err({ kind: 'gone' }) : ok()
    },
    setBaud: (baud) => ask((done) => port.update({ baudRate: baud }, done)),
    close: () =>
      new Promise<void>((resolve) => {
        if (!port.isOpen) return resolve()
        port.close(() => resolve())
      }),
  }
}

/** Bytes that have come and were not read yet. Thousands of small portions make one image: it allocates little. */
function createInbox(port: SerialPortStream) {
  let portions: Uint8Array[] = []
  let gone = false
  let wake: () => void = () => undefined
  const call = () => wake()
  let heard: AbortSignal | undefined
  port.on('data', (bytes: Buffer) => {
    portions.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    wake()
  })
  port.on('close', () => {
    gone = true
    heard?.removeEventListener('abort', call)
    wake()
  })
  port.on('error', () => undefined)
  return {
    get gone() {
      return gone
    },
    get empty() {
      return portions.length === 0
    },
    take(): Uint8Array {
      const taken = portions
      portions = []
      return taken.length === 1 && taken[0] ? taken[0] : new Uint8Array(Buffer.concat(taken))
    },
    /** Resolves with the next event. One listener serves all reads that share a signal. */
    change(signal: AbortSignal): Promise<void> {
      if (heard !== signal) {
        heard?.removeEventListener('abort', call)
        signal.addEventListener('abort', call)
        heard = signal
      }
      return new Promise((resolve) => {
        wake = resolve
      })
    },
  }
}

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
