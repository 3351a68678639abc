import type { Socket } from 'node:net'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Lane } from './lane.ts'

// Bytes that come so soon after they were asked for had been waiting in the kernel.
const promptMs = 100

/** The two directions of a link. */
export interface Lanes {
  readonly up: Lane
  readonly down: Lane
}

/** Bytes that came out at the far end of each direction. */
export interface Carried {
  upBytes: number
  downBytes: number
}

/** One connection across the link, from the kiosk's socket to the office's. */
export class LinkConnection {
  readonly #kiosk: Socket
  readonly #office: Socket
  readonly #clock: Clock
  readonly #carried: Carried
  readonly #stop = new AbortController()
  /** In a black hole. */
  frozen = false
  #corrupting = false
  #losingAnswer = false

  constructor(kiosk: Socket, office: Socket, clock: Clock, carried: Carried) {
    this.#kiosk = kiosk
    this.#office = office
    this.#clock = clock
    this.#carried = carried
    for (const socket of [kiosk, office]) socket.on('error', () => this.reset())
  }

  /** Carries bytes both ways until either end is gone; they set out after the handshake. */
  async run(lanes: Lanes, handshakeMs: number): Promise<void> {
    await this.#clock.sleep(handshakeMs, this.#stop.signal)
    await Promise.all([
      this.#carry(this.#kiosk, this.#office, lanes.up, (bytes) => this.#arriveAtOffice(bytes)),
      this.#carry(this.#office, this.#kiosk, lanes.down, (bytes) => this.#arriveAtKiosk(bytes)),
    ])
    if (!this.frozen) this.close()
  }

  /** Both ends learn that the connection is gone. */
  reset(): void {
    if (this.frozen) return
    this.#stop.abort()
    for (const socket of [this.#kiosk, this.#office]) if (!socket.destroyed) socket.resetAndDestroy()
  }

  /** Both ends learn that nothing more will come. */
  finish(): void {
    if (this.frozen) return
    this.#stop.abort()
    for (const socket of [this.#kiosk, this.#office]) socket.end().resume()
  }

  /** Nothing passes any more and neither end learns it. */
  freeze(): void {
    this.frozen = true
    this.#stop.abort()
  }

  corruptNext(): void {
    this.#corrupting = true
  }

  loseNextAnswer(): void {
    this.#losingAnswer = true
  }

  close(): void {
    this.#stop.abort()
    for (const socket of [this.#kiosk, this.#office]) socket.destroySoon()
  }

  async #carry(from: Socket, to: Socket, lane: Lane, arrive: (bytes: Buffer) => void): Promise<void> {
    const { signal } = this.#stop
    let arrived = Promise.resolve()
    let readyMs = this.#clock.monotonicMs()
    for (;;) {
      const askedMs = this.#clock.monotonicMs()
      const turn = await readSome(from, lane.turnBytes, signal)
      if (!turn) break
      const nowMs = this.#clock.monotonicMs()
      if (nowMs - askedMs > promptMs) readyMs = nowMs
      const leftMs = await lane.setOut(turn.length, readyMs, signal)
      readyMs = leftMs
      arrived = arrived.then(async () => {
        await lane.arrive(leftMs, signal)
        if (!signal.aborted) arrive(turn)
      })
    }
    await arrived
    if (!signal.aborted) to.end()
  }

  #arriveAtOffice(bytes: Buffer): void {
    if (this.#corrupting) bytes[0] = (bytes[0] ?? 0) ^ 0x20
    this.#corrupting = false
    this.#carried.upBytes += bytes.length
    this.#office.write(bytes)
  }

  #arriveAtKiosk(bytes: Buffer): void {
    if (this.#losingAnswer) return this.reset()
    this.#carried.downBytes += bytes.length
    this.#kiosk.write(bytes)
  }
}

// Reads no more than the link can take, so that the rest stays where the sender's kernel still counts it as unsent.
function readSome(socket: Socket, limitBytes: number, signal: AbortSignal): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close'] as const
    const done = (bytes: Buffer | undefined) => {
      for (const event of events) socket.off(event, look)
      signal.removeEventListener('abort', look)
      resolve(bytes)
    }
    const look = () => {
      if (signal.aborted || socket.readableEnded || socket.destroyed) return done(undefined)
      const held = Math.min(limitBytes, socket.readableLength)
      if (held > 0) return done(socket.read(held) as Buffer)
      socket.read(0)
    }
    for (const event of events) socket.on(event, look)
    signal.addEventListener('abort', look)
    look()
  })
}
