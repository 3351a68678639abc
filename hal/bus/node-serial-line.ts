import { SerialPortStream } from '@serialport/stream'
import { SerialPort } from 'serialport'
import { err, ok, type Result } from '../contract/result.ts'
import type { OpenSerialLine, SerialFault, SerialLine } from '../contract/serial-line.ts'

type Binding = ConstructorParameters<typeof SerialPortStream>[0]['binding']

/**
 * Serial lines through the `serialport` package. `binding` is the operating system's by default; a
 * simulated cable comes as a binding of its own, below everything that runs on a real one.
 */
export function createOpenSerialLine(binding: Binding = SerialPort.binding): OpenSerialLine {
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
  let received: Buffer[] = []
  let gone = false
  let wake: () => void = () => undefined
  port.on('data', (bytes: Buffer) => {
    received.push(bytes)
    wake()
  })
  port.on('close', () => {
    gone = true
    wake()
  })
  port.on('error', () => undefined)
  const ask = (work: (done: (cause: Error | null | undefined) => void) => void) =>
    new Promise<Result<void, SerialFault>>((resolve) => {
      if (gone || !port.isOpen) return resolve(err({ kind: 'gone' }))
      work((cause) => {
        if (!cause) resolve(ok())
        else
          resolve(err(gone || !port.isOpen ? { kind: 'gone' } : { kind: 'refused', detail: cause.message }))
      })
    })
  return {
    path,
    get baud() {
      return port.baudRate
    },
    write: (bytes) => ask((done) => void port.write(bytes, (cause) => done(cause))),
    async read(signal) {
      while (received.length === 0) {
        if (gone) return err({ kind: 'gone' })
        if (signal.aborted) return err({ kind: 'cancelled' })
        await new Promise<void>((resolve) => {
          wake = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
      const bytes = received.length === 1 ? received[0] : Buffer.concat(received)
      received = []
      return ok(new Uint8Array(bytes ?? []))
    },
    async discard() {
      received = []
      return gone ? err({ kind: 'gone' }) : ok()
    },
    setBaud: (baud) => ask((done) => port.update({ baudRate: baud }, done)),
    close: () =>
      new Promise<void>((resolve) => {
        if (!port.isOpen) return resolve()
        port.close(() => resolve())
      }),
  }
}
