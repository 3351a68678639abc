import { Hono } from 'hono'
import type { Clock } from '../../../hal/contract/clock.ts'
import type { QueueDay } from '../../school/queue/queue-day.ts'
import type { ReceiptLookup } from '../lobby/receipt-lookup.ts'
import { boardPage } from '../pages/board-page.ts'
import { publicPagePolicy } from '../pages/public-page.ts'
import { turnPage } from '../pages/turn-page.ts'
import { PageCache } from './cached-page.ts'
import { type Bug, createEdge } from './edge.ts'
import type { PanelFile } from './panel-file.ts'
import { createPhonePage } from './phone-page.ts'

/** No ticket has a longer number. */
const mostNumberLetters = 12

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
  const { clock } = kiosk.parts
  const pages = new PageCache(clock)
  app.get('/papan', (context) =>
    pages.answer(context, 'papan', policy, () => boardPage(kiosk.stores.queue.value)),
  )
  app.get('/antre', (context) => {
    const number = (context.req.query('nomor') ?? '').slice(0, mostNumberLetters)
    return pages.answer(context, `antre ${number}`, policy, () =>
      turnPage(kiosk.stores.queue.value, number, kiosk.nowMs()),
    )
  })
  app.get('/tanda-terima', async (context) => {
    if (!phone) return context.text('tidak ada\n', 404)
    // A phone that put the page aside may take it from its own store when the kiosk is far.
    const ofPhone = { 'content-security-policy': phone.contentSecurityPolicy }
    return pages.answer(context, 'tanda-terima', ofPhone, async () => {
      // To the minute: a page of the same minute with the same receipts is the same page.
      const minuteMs = 60_000 * Math.trunc(clock.wallMs() / 60_000)
      return phone.html(await kiosk.receipts.snapshot(minuteMs))
    })
  })
  return app
}

/** The same as an edge of its own, for a socket that the school's network reaches under the site's address. */
export function createSchoolApp(
  kiosk: PublicKiosk,
  panel: ReadonlyMap<string, PanelFile>,
  schoolPage: string,
  bug?: Bug,
): Hono {
  const { hostname } = new URL(schoolPage)
  const app = createEdge([hostname], bug)
  app.get('/', (context) => context.redirect('/papan'))
  app.route('/', createPublicApp(kiosk, panel))
  return app
}
