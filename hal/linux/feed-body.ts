import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '../contract/clock.ts'
import { unacknowledgedBytes } from './unacknowledged.ts'

const sliceBytes = 4 * 1024
const leastLookMs = 10
const mostLookMs = 200

/**
 * Hands a body to a request no faster than the far end acknowledges it, and tells how far that is. So little is
 * lost with a connection, and other requests need not wait behind a whole file.
 */
export async function feedBody(
  outgoing: ClientRequest,
  body: Uint8Array,
  delivered: (bytes: number) => void,
  clock: Clock,
): Promise<void> {
  outgoing.flushHeaders()
  const socket = await connectedSocket(outgoing)
  const window = new SendWindow(clock.monotonicMs())
  let written = 0
  let arrived = 0
  let lookMs = leastLookMs
  while (arrived < body.length && socket && !outgoing.destroyed) {
    const waiting = unacknowledgedBytes(socket)
    if (waiting === undefined) break
    const before = arrived
    arrived = Math.max(arrived, written - waiting)
    if (arrived > before) delivered(arrived)
    window.look(clock.monotonicMs(), arrived, waiting)
    for (let held = waiting; held < window.bytes && written < body.length; held += sliceBytes) {
      outgoing.write(body.subarray(written, written + sliceBytes))
      written = Math.min(body.length, written + sliceBytes)
    }
    if (written === body.length) outgoing.end()
    lookMs = arrived > before ? Math.max(leastLookMs, lookMs / 2) : Math.min(mostLookMs, lookMs * 2)
    await clock.sleep(lookMs)
  }
  // Where the kernel tells no more, the rest goes as it can.
  if (!outgoing.destroyed && !outgoing.writableEnded) outgoing.end(body.subarray(written))
}

function connectedSocket(outgoing: ClientRequest): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const take = (socket: Socket) => {
      if (socket.connecting) socket.once('connect', () => resolve(socket))
      else resolve(socket)
    }
    outgoing.once('close', () => resolve(undefined))
    if (outgoing.socket) take(outgoing.socket)
    else outgoing.once('socket', take)
  })
}

const leastBytes = 16 * 1024

const mostBytes = 4 * 1024 * 1024

const spanMs = 1_000

/**
 * How many bytes of one body may be under way: twice as many when the far end takes them faster than they come,
 * half as many when it would need more than four seconds for them.
 */
export class SendWindow {
  bytes = leastBytes
  #spanStartMs: number
  #arrivedAtStart = 0

  constructor(nowMs: number) {
    this.#spanStartMs = nowMs
  }

  /** So many bytes have arrived by now, and so many are under way. */
  look(nowMs: number, arrivedBytes: number, waitingBytes: number): void {
    if (arrivedBytes > 0 && waitingBytes < this.bytes / 4) this.bytes = Math.min(mostBytes, this.bytes * 2)
    if (nowMs - this.#spanStartMs < spanMs) return
    if ((arrivedBytes - this.#arrivedAtStart) * 4 < this.bytes)
      this.bytes = Math.max(leastBytes, this.bytes / 2)
    this.#spanStartMs = nowMs
    this.#arrivedAtStart = arrivedBytes
  }
}
