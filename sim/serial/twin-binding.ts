import type { SerialPortStream } from '@serialport/stream'

type BindingInterface = ConstructorParameters<typeof SerialPortStream>[0]['binding']
type OpenOptions = Parameters<BindingInterface['open']>[0]
type BindingPortInterface = Awaited<ReturnType<BindingInterface['open']>>

/** A device at the end of a simulated cable. */
export interface CableEnd {
  /** Bytes from the host, and the rate it sent them at. */
  receive(bytes: Uint8Array, hostBaud: number): void
  /** The host set its rate, so that what it hears at another becomes noise for it. */
  listenAt?(hostBaud: number): void
  onBytes(listener: (bytes: Uint8Array) => void): void
}

export interface TwinCable {
  /** To be given to the real `serialport` in place of the operating system's. */
  readonly binding: BindingInterface
  /** Pulls the plug: open ports vanish, and opening fails until `replug`. */
  unplug(): void
  replug(): void
}

/** A serial cable inside the process: the real `serialport` on one end, a twin on the other. */
export function createTwinCable(path: string, device: CableEnd): TwinCable {
  let plugged = true
  let open: TwinPort | undefined
  device.onBytes((bytes) => open?.deliver(bytes))
  const binding: BindingInterface = {
    list: async () => [],
    async open(options: OpenOptions) {
      if (options.path !== path || !plugged)
        throw new Error(`Error: No such file or directory, cannot open ${options.path}`)
      if (open?.isOpen) throw new Error('Error Resource temporarily unavailable Cannot lock port')
      open = new TwinPort(options, device)
      return open
    },
  }
  return {
    binding,
    unplug() {
      plugged = false
      open?.vanish()
    },
    replug() {
      plugged = true
    },
  }
}

class TwinPort implements BindingPortInterface {
  readonly openOptions: Required<OpenOptions>
  isOpen = true
  readonly #device: CableEnd
  #held: Buffer = Buffer.alloc(0)
  #wake: ((cause?: Error) => void) | undefined
  #baud: number

  constructor(options: OpenOptions, device: CableEnd) {
    this.openOptions = options as Required<OpenOptions>
    this.#device = device
    this.#baud = options.baudRate
    device.listenAt?.(options.baudRate)
  }

  deliver(bytes: Uint8Array): void {
    this.#held = Buffer.concat([this.#held, bytes])
    this.#wake?.()
  }

  /** The host sees what it sees when a USB adapter is pulled: its read fails, the port closes. */
  vanish(): void {
    this.#wake?.(Object.assign(new Error('bad file descriptor'), { disconnect: true }))
    this.isOpen = false
  }

  async read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }> {
    if (this.#held.length === 0) await this.#nextBytes()
    const bytesRead = this.#held.copy(buffer, offset, 0, Math.min(length, this.#held.length))
    this.#held = this.#held.subarray(bytesRead)
    return { buffer, bytesRead }
  }

  #nextBytes(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wake = (cause) => {
        this.#wake = undefined
        if (cause) reject(cause)
        else resolve()
      }
    })
  }

  async write(bytes: Buffer): Promise<void> {
    if (!this.isOpen) throw new Error('Port is not open')
    this.#device.receive(Uint8Array.from(bytes), this.#baud)
  }

  async update(options: { baudRate: number }): Promise<void> {
    this.#baud = options.baudRate
    this.#device.listenAt?.(options.baudRate)
  }

  async close(): Promise<void> {
    this.isOpen = false
    this.#wake?.(Object.assign(new Error('closed'), { canceled: true }))
  }

  async set(): Promise<void> {}
  async get(): Promise<{ cts: boolean; dsr: boolean; dcd: boolean }> {
    return { cts: false, dsr: false, dcd: false }
  }
  async getBaudRate(): Promise<{ baudRate: number }> {
    return { baudRate: this.#baud }
  }
  async flush(): Promise<void> {
    this.#held = Buffer.alloc(0)
  }
  async drain(): Promise<void> {}
}
