import type { IncomingMessage, Server } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { serve as serveNode } from '@hono/node-server'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import type { WebServer } from '../../firmware/kiosk/host.ts'
import { err, ok } from '../../hal/contract/result.ts'

/** Opens a socket for a fetch handler; open streams are cut when it closes. */
export const serve: ConsoleWorld['serve'] = async (handle, port, reach) => {
  // A name is looked up by those who ask for it; the edge answers to it alone.
  const hostname = reach === 'box' ? '127.0.0.1' : isIP(reach.address) ? reach.address : '0.0.0.0'
  const server = serveNode({
    fetch: (request, { incoming }) =>
      handle(request, (incoming as IncomingMessage).socket.remoteAddress ?? ''),
    port,
    hostname,
  }) as Server
  if (reach !== 'box') boundVisitors(server)
  const refused = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('listening', () => resolve(undefined))
    server.once('error', resolve)
  })
  if (refused) return err({ kind: refused.code === 'EADDRINUSE' ? 'port-taken' : 'port-refused' })
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

// A school's worth of phones; each connection that only stays open is closed after a while.
function boundVisitors(server: Server): void {
  server.maxConnections = 256
  server.maxRequestsPerSocket = 100
  server.headersTimeout = 10_000
  server.requestTimeout = 10_000
  server.keepAliveTimeout = 5_000
}
