import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Kiosk } from '../kiosk/kiosk.ts'
import { words } from '../locale/words.ts'
import { forwardingWords, progressWords } from '../staff/forwarding-words.ts'
import { type StaffRow, staffPage, staffPagePolicy } from '../staff/staff-page.ts'
import { eventStream } from './event-stream.ts'
import { intentRequestSchema } from './intent-schema.ts'
import { motionStream } from './motion-stream.ts'
import { createPhonePage } from './phone-page.ts'

/** A built file of the panel. */
export interface PanelFile {
  readonly type: string
  readonly bytes: Uint8Array
}

export interface WebSetup {
  readonly kiosk: Kiosk
  /** Files by path, such as `/index.html`; what the phone page is made of lies under `/phone/`. */
  readonly panel: ReadonlyMap<string, PanelFile>
  readonly pixelsPerMillimetre: number
  /** Where a bug goes; by default it is thrown outside of everything that could catch it. */
  readonly bug?: (cause: Error) => void
}

function throwOutside(cause: Error): void {
  queueMicrotask(() => {
    throw cause
  })
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

// Only a page of our own can send this type: for any other the browser asks first, and nobody answers.
const jsonOnly: MiddlewareHandler = async (context, next) => {
  const type = context.req.header('content-type') ?? ''
  return /^application\/json *(;|$)/i.test(type) ? next() : context.text('hanya JSON\n', 415)
}

function staffRows({ forwarding, site, stick }: Kiosk): readonly StaffRow[] {
  const progress = progressWords(forwarding, site.zone)
  return [
    { about: 'Pengiriman', words: forwardingWords(forwarding.state) },
    ...(progress ? [{ about: 'Menunggu dikirim', words: progress }] : []),
    {
      about: 'Stik USB',
      words: stick ? words('id').stick(stick) : 'Belum ada stik. Masukkan stik: salinan mulai sendiri.',
    },
  ]
}

/** The kiosk's whole web edge as one fetch handler; a board opens the socket. */
export function createWebApp({ kiosk, panel, pixelsPerMillimetre, bug = throwOutside }: WebSetup): Hono {
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
  app.get('/events', (context) => eventStream(kiosk, context.req.raw.signal))
  app.get('/view.mjpg', (context) => motionStream(kiosk.frames, context.req.raw.signal))
  app.get('/picture/:token', (context) => {
    const photo = kiosk.picture(context.req.param('token'))
    return photo
      ? context.body(new Uint8Array(photo), 200, { 'content-type': 'image/jpeg' })
      : context.text('tidak ada\n', 404)
  })
  app.post('/intent', jsonOnly, bodyLimit({ maxSize: 512 * 1024 }), async (context) => {
    const body = await context.req.json().catch(() => undefined)
    const parsed = intentRequestSchema.safeParse(body)
    if (!parsed.success) return context.text('tidak dimengerti\n', 400)
    const accepted = kiosk.request(parsed.data)
    return context.text('', accepted ? 202 : 409)
  })
  const phone = createPhonePage(panel)
  app.get('/tanda-terima', async (context) => {
    if (!phone) return context.text('tidak ada\n', 404)
    const snapshot = await kiosk.receipts.snapshot(Math.trunc(kiosk.parts.clock.wallMs()))
    // A phone that put the page aside may take it from its own store when the kiosk is far.
    return context.html(phone.html(snapshot), 200, {
      'content-security-policy': phone.contentSecurityPolicy,
      'cache-control': 'no-cache',
    })
  })
  app.get('/staf', (context) => {
    const headers = { 'content-security-policy': staffPagePolicy }
    return context.html(staffPage(kiosk.identity.device, staffRows(kiosk)), 200, headers)
  })
  app.get('/board.css', (context) =>
    context.body(`:root{--mm:${pixelsPerMillimetre}px}\n`, 200, { 'content-type': 'text/css' }),
  )
  app.get('/ready', (context) => context.text('siap\n'))
  app.get('*', (context) => {
    const path = context.req.path === '/' ? '/index.html' : context.req.path
    const file = panel.get(path)
    return file
      ? context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type })
      : context.text('tidak ada\n', 404)
  })
  return app
}
