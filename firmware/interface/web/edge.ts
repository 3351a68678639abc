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

/** An empty web edge that keeps browsers from more than they were given; by default a bug ends the process. */
export function createEdge(bug: Bug = throwOutside): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!headers.has(name)) headers.set(name, value)
    }
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
