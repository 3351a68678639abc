import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'

/** Where a bug goes. */
export type Bug = (cause: Error) => void

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** The names of a box for a browser on it. */
export const ownHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/**
 * An empty web edge that keeps browsers from more than they were given; by default a bug ends the process. Only the names
 * that it was given are answered: a page of another name that came to point here (DNS rebinding) is no page of ours.
 */
export function createEdge(hosts: readonly string[], bug: Bug = throwOutside): Hono {
  const app = new Hono()
  const notOurs = `alamat ini bukan milik kios; pakai ${hosts.join(', ')}\n`
  app.use(async (context, next) => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!headers.has(name)) headers.set(name, value)
    }
  })
  app.use(async (context, next) => {
    const { hostname, origin } = new URL(context.req.url)
    if (!hosts.includes(hostname)) return context.text(notOurs, 421)
    const from = context.req.header('origin')
    const isForeign = from !== undefined && from !== origin && context.req.method !== 'GET'
    return isForeign ? context.text('bukan dari layar kios\n', 403) : next()
  })
  // A bug must end the process, which starts again in a known state; Hono would answer 500 and go on.
  app.onError((cause, context) => {
    if (cause instanceof HTTPException) return cause.getResponse()
    bug(cause)
    return context.text('galat\n', 500)
  })
  return app
}

function throwOutside(cause: Error): void {
  queueMicrotask(() => {
    throw cause
  })
}
