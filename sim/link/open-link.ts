import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { Clock } from '../../hal/contract/clock.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { Lane } from './lane.ts'
import { type Carried, LinkConnection } from './link-connection.ts'
import type { Mishap } from './mishap.ts'
import { openNarrowListener } from './narrow-listener.ts'
import type { PlannedMishap } from './plan-mishaps.ts'

/** The qualities of a link while nothing goes wrong. */
export interface LinkShape {
  /** From kiosk to office. */
  readonly upBytesPerSecond: number
  readonly downBytesPerSecond: number
  readonly oneWayMs: number
  /** From the opening of a connection until its first byte sets out: name, TCP and TLS. */
  readonly handshakeMs: number
}

export interface LinkSetup {
  readonly shape: LinkShape
  /** Loopback port; 0 picks one. */
  readonly port: number
  readonly office: { readonly host: string; readonly port: number }
  /** The link's own time. */
  readonly clock: Clock
  readonly mishaps: Iterable<PlannedMishap>
  /** Called with each connection and each mishap. */
  readonly tell: (event: LinkEvent) => void
}

export interface LinkEvent {
  /** Since the first connection. */
  readonly atMs: number
  readonly kind: 'connection' | Mishap['kind']
  /** Bytes that had arrived at the far side by then. */
  readonly carried: Readonly<Carried>
}

export interface Link {
  readonly port: number
  readonly carried: Readonly<Carried>
  strike(mishap: Mishap): void
  close(): Promise<void>
}

// The kernel refuses less.
const smallestBufferBytes = 2_304

const portalPage =
  'HTTP/1.1 302 Found\r\nlocation: http://login.portal.invalid/\r\ncontent-type: text/html\r\n' +
  'content-length: 26\r\nconnection: close\r\n\r\n<html>Silakan masuk</html>'

/** Opens a link to the office on a loopback port. */
export async function openLink(setup: LinkSetup): Promise<Result<Link, { readonly kind: 'port-refused' }>> {
  // A quarter of a second of the link: less would starve it, more would hide from the sender what was not carried.
  const bufferBytes = Math.max(smallestBufferBytes, Math.round(setup.shape.upBytesPerSecond / 4))
  let accept = (kiosk: Socket): void => void kiosk.destroy()
  const listening = await openNarrowListener(setup.port, bufferBytes, (kiosk) => accept(kiosk))
  if (!listening.ok) return listening
  const link = new OpenLink(setup, listening.value)
  accept = (kiosk) => link.accept(kiosk)
  return ok(link)
}

class OpenLink implements Link {
  readonly carried: Carried = { upBytes: 0, downBytes: 0 }
  readonly #setup: LinkSetup
  readonly #lanes: { readonly up: Lane; readonly down: Lane }
  readonly #connections = new Set<LinkConnection>()
  readonly #portals = new Set<Socket>()
  readonly #stop = new AbortController()
  readonly #server: Server
  #startMs: number | undefined
  #namelessUntilMs = 0
  #portalUntilMs = 0

  constructor(setup: LinkSetup, server: Server) {
    const { clock, shape } = setup
    this.#setup = setup
    this.#server = server
    this.#lanes = {
      up: new Lane(clock, shape.upBytesPerSecond, shape.oneWayMs),
      down: new Lane(clock, shape.downBytesPerSecond, shape.oneWayMs),
    }
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  strike(mishap: Mishap): void {
    this.#tell(mishap.kind)
    const nowMs = this.#setup.clock.monotonicMs()
    switch (mishap.kind) {
      case 'reset':
        return this.#each((connection) => connection.reset())
      case 'black-hole':
        return this.#each((connection) => connection.freeze())
      case 'fin':
        return this.#each((connection) => connection.finish())
      case 'corrupt':
        return this.#each((connection) => connection.corruptNext())
      case 'lost-answer':
        return this.#each((connection) => connection.loseNextAnswer())
      case 'stall':
        for (const lane of Object.values(this.#lanes)) lane.stall(mishap.ms)
        return
      case 'drip':
        for (const lane of Object.values(this.#lanes)) lane.drip(mishap.ms)
        return
      case 'no-name':
        this.#namelessUntilMs = nowMs + mishap.ms
        return
      case 'portal':
        this.#portalUntilMs = nowMs + mishap.ms
        return this.#each((connection) => connection.reset())
    }
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.#each((connection) => connection.close())
    for (const portal of this.#portals) portal.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  accept(kiosk: Socket): void {
    const nowMs = this.#setup.clock.monotonicMs()
    if (this.#startMs === undefined) void this.#followPlan(nowMs)
    this.#startMs ??= nowMs
    // An unknown name never gets as far as a connection; here it must, and ends before its first byte.
    if (nowMs < this.#namelessUntilMs) return void kiosk.resetAndDestroy()
    if (nowMs < this.#portalUntilMs) {
      this.#portals.add(kiosk)
      kiosk.once('close', () => this.#portals.delete(kiosk))
      return answerAsPortal(kiosk)
    }
    this.#tell('connection')
    const office = connect({ ...this.#setup.office, allowHalfOpen: true })
    const connection = new LinkConnection(kiosk, office, this.#setup.clock, this.carried)
    this.#connections.add(connection)
    void connection.run(this.#lanes, this.#setup.shape.handshakeMs).then(() => {
      if (!connection.frozen) this.#connections.delete(connection)
    })
  }

  async #followPlan(startMs: number): Promise<void> {
    const { signal } = this.#stop
    const { clock, mishaps } = this.#setup
    for (const { atMs, mishap } of mishaps) {
      await clock.sleep(startMs + atMs - clock.monotonicMs(), signal)
      if (signal.aborted) return
      this.strike(mishap)
    }
  }

  #each(act: (connection: LinkConnection) => void): void {
    for (const connection of this.#connections) act(connection)
  }

  #tell(kind: LinkEvent['kind']): void {
    const nowMs = this.#setup.clock.monotonicMs()
    this.#setup.tell({ atMs: nowMs - (this.#startMs ?? nowMs), kind, carried: { ...this.carried } })
  }
}

function answerAsPortal(kiosk: Socket): void {
  kiosk.on('error', () => kiosk.destroy())
  kiosk.once('data', () => kiosk.end(portalPage)).resume()
  // A side that goes without a word would stay half open for ever.
  kiosk.on('end', () => kiosk.end())
}
