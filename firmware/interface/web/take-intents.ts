import type { Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type IntentRequest, intentRequestSchema } from '../model/intent.ts'

// Only a page of our own can send this type: for any other the browser asks first, and gets no answer.
const jsonOnly: MiddlewareHandler = async (context, next) => {
  const type = context.req.header('content-type') ?? ''
  return /^application\/json *(;|$)/i.test(type) ? next() : context.text('hanya JSON\n', 415)
}

/** `POST /intent`: a tap, checked by schema; 409 when it answers no screen that shows now. */
export function takeIntents(app: Hono, panel: { request(request: IntentRequest): boolean }): void {
  app.post('/intent', jsonOnly, bodyLimit({ maxSize: 512 * 1024 }), async (context) => {
    const body = await context.req.json().catch(() => undefined)
    const parsed = intentRequestSchema.safeParse(body)
    if (!parsed.success) return context.text('tidak dimengerti\n', 400)
    const accepted = panel.request(parsed.data)
    return context.text('', accepted ? 202 : 409)
  })
}
