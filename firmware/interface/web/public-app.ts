import { Hono } from 'hono'
import type { Clock } from '../../../hal/contract/clock.ts'
import type { QueueDay } from '../../school/queue/queue-day.ts'
import type { ReceiptLookup } from '../lobby/receipt-lookup.ts'
import { boardPage } from '../pages/board-page.ts'
import { publicPagePolicy } from '../pages/public-page.ts'
import { turnPage } from '../pages/turn-page.ts'
import { type Bug, createEdge } from './edge.ts'
import type { PanelFile } from './panel-file.ts'
import { createPhonePage } from './phone-page.ts'

/** The part of a kiosk for everybody in the school's network. */
export interface PublicKiosk {
  readonly stores: { readonly queue: { readonly value: QueueDay } }
  readonly receipts: ReceiptLookup
  readonly parts: { readonly clock: Clock }
  nowMs(): number
}

/**
 * The pages for everybody in the school's network: ticket numbers and whether receipts are true. Nothing can be
 * asked of the kiosk here, and no other address is answered.
 */
export function createPublicApp(kiosk: PublicKiosk, panel: ReadonlyMap<string, PanelFile>): Hono {
  const app = new Hono()
  const phone = createPhonePage(panel)
  const policy = { 'content-security-policy': publicPagePolicy }
  app.get('/papan', (context) => context.html(boardPage(kiosk.stores.queue.value), 200, policy))
  app.get('/antre', (context) => {
    const number = context.req.query('nomor') ?? ''
    return context.html(turnPage(kiosk.stores.queue.value, number, kiosk.nowMs()), 200, policy)
  })
  app.get('/tanda-terima', async (context) => {
    if (!phone) return context.text('tidak ada\n', 404)
    const snapshot = await kiosk.receipts.snapshot(Math.trunc(kiosk.parts.clock.wallMs()))
    // A phone that put the page aside may take it from its own store when the kiosk is far.
    return context.html(phone.html(snapshot), 200, {
      'content-security-policy': phone.contentSecurityPolicy,
      'cache-control': 'no-cache',
    })
  })
  return app
}

/** The same as an edge of its own, for a socket that the school's network reaches. */
export function createSchoolApp(kiosk: PublicKiosk, panel: ReadonlyMap<string, PanelFile>, bug?: Bug): Hono {
  const app = createEdge(bug)
  app.get('/', (context) => context.redirect('/papan'))
  app.route('/', createPublicApp(kiosk, panel))
  return app
}
