import type { AddressInfo } from 'node:net'
import { serve as serveNode } from '@hono/node-server'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import type { WebServer } from '../../firmware/kiosk/host.ts'
import { err, ok } from '../../hal/contract/result.ts'

/** Opens a socket for a fetch handler; open streams are cut when it closes. */
export const serve: ConsoleWorld['serve'] = async (handle, port, reach) => {
  const hostname = reach === 'box' ? '127.0.0.1' : '0.0.0.0'
  const server = serveNode({ fetch: handle, port, hostname })
  const refused = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('listening', () => resolve(undefined))
    server.once('error', resolve)
  })
  if (refused) return err({ kind: refused.code === 'EADDRINUSE' ? 'port-taken' : 'port-refused' })
  const address = server.address() as AddressInfo
  const serving: WebServer = {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
  return ok(serving)
}
