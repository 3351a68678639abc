import type { IncomingMessage, Server } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { serve as serveNode } from '@hono/node-server'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import type { ServeFault, WebServer } from '../../firmware/kiosk/host.ts'
import { err, ok } from '../../hal/contract/result.ts'

/** Opens a socket for a fetch handler; open streams are cut when it closes. */
export const serve: ConsoleWorld['serve'] = async (handle, port, reach) => {
  const hostname = reach === 'box' ? '127.0.0.1' : listeningAddress(reach.address)
  const server = serveNode({
    fetch: (request, { incoming }) =>
      handle(request, (incoming as IncomingMessage).socket.remoteAddress ?? ''),
    port,
    hostname,
    serverOptions: { connectionsCheckingInterval: 5_000 },
  }) as Server
  if (reach !== 'box') boundVisitors(server)
  const refused = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('listening', () => resolve(undefined))
    server.once('error', resolve)
  })
  if (refused) return err({ kind: faultKinds[refused.code ?? ''] ?? 'port-refused' })
  const address = server.address() as AddressInfo
  const serving: WebServer = {
    url: `http://${reach === 'box' ? '127.0.0.1' : reach.address}:${address.port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return ok(serving)
}

const faultKinds: Readonly<Record<string, ServeFault['kind']>> = {
  EADDRINUSE: 'port-taken',
  EADDRNOTAVAIL: 'address-missing',
  EAFNOSUPPORT: 'address-missing',
}

// A name is looked up by those who ask for it, and may lead to any address of this box; the edge answers to it alone.
function listeningAddress(host: string): string {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  return isIP(address) ? address : '0.0.0.0'
}

// A school's worth of phones; each connection that only stays open is closed after a while.
function boundVisitors(server: Server): void {
  server.maxConnections = 256
  server.maxRequestsPerSocket = 100
  server.headersTimeout = 10_000
  server.requestTimeout = 10_000
  server.keepAliveTimeout = 5_000
}
