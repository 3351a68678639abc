import type { AddressInfo } from 'node:net'
import { serve as serveNode } from '@hono/node-server'
import type { Serving } from '../../firmware/console/console-world.ts'

/** Opens a loopback socket for a fetch handler; open streams are cut when it closes. */
export async function serve(
  handle: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Serving> {
  const server = serveNode({ fetch: handle, port, hostname: '127.0.0.1' })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
