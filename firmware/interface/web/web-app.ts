import type { Hono } from 'hono'
import { forwardingWords, progressWords } from '../../exchange/policy/describe-forwarding.ts'
import type { Forwarding } from '../../exchange/policy/forwarding.ts'
import type { StickNotice } from '../../exchange/stick/stick-notice.ts'
import type { FrameHub } from '../../recording/capture/frame-hub.ts'
import { messages } from '../messages/messages.ts'
import type { IntentRequest } from '../model/intent.ts'
import { type StaffRow, staffPage, staffPagePolicy } from '../pages/staff-page.ts'
import type { PanelFeed } from '../screens/panel-feed.ts'
import { type Bug, createEdge, ownHosts } from './edge.ts'
import { eventStream } from './event-stream.ts'
import { motionStream } from './motion-stream.ts'
import type { PanelFile } from './panel-file.ts'
import { createPublicApp, type PublicKiosk } from './public-app.ts'
import { servePanel } from './serve-panel.ts'
import { takeIntents } from './take-intents.ts'

/** The part of a kiosk that its own panel and its staff see. */
export interface PanelKiosk extends PublicKiosk, Pick<PanelFeed, 'subscribe'> {
  readonly frames: FrameHub
  readonly identity: { readonly device: string }
  readonly site: { readonly zone: string }
  readonly forwarding: Forwarding
  readonly stick: StickNotice | undefined
  /** A photo that waits for approval. */
  picture(token: string): Uint8Array | undefined
  /** A tap; `false` when it answers no screen that shows now. */
  request(request: IntentRequest): boolean
}

export interface WebSetup {
  readonly kiosk: PanelKiosk
  /** Files by path, such as `/index.html`; files of the phone page lie under `/phone/`. */
  readonly panel: ReadonlyMap<string, PanelFile>
  readonly pixelsPerMillimetre: number
  /** The kiosk's state in numbers, for a collector on this box; absent where there is none. */
  readonly metrics?: () => string
  /** The obstacle that keeps the kiosk from serving, as a word; nothing while it serves. */
  readonly whyUnready?: () => string | undefined
  /** Where a bug goes; by default it is thrown outside of everything that could catch it. */
  readonly bug?: Bug
}

function staffRows({ forwarding, site, stick }: PanelKiosk): readonly StaffRow[] {
  const progress = progressWords(forwarding, site.zone)
  return [
    { about: 'Pengiriman', words: forwardingWords(forwarding.state) },
    ...(progress ? [{ about: 'Menunggu dikirim', words: progress }] : []),
    {
      about: 'Stik USB',
      words: stick
        ? messages('id').stick(stick)
        : 'Belum ada stik. Masukkan stik: salinan mulai sendiri, catatan kejadian ikut di REKAM/LOG.',
    },
  ]
}

/** The kiosk's whole web edge as one fetch handler; a board opens the socket. */
export function createWebApp({
  kiosk,
  panel,
  pixelsPerMillimetre,
  metrics,
  whyUnready,
  bug,
}: WebSetup): Hono {
  const app = createEdge(ownHosts, bug)
  app.route('/', createPublicApp(kiosk, panel))
  app.get('/events', (context) => eventStream(kiosk, context.req.raw.signal))
  app.get('/view.mjpg', (context) => motionStream(kiosk.frames, context.req.raw.signal))
  app.get('/picture/:token', (context) => {
    const photo = kiosk.picture(context.req.param('token'))
    return photo
      ? context.body(new Uint8Array(photo), 200, { 'content-type': 'image/jpeg' })
      : context.text('tidak ada\n', 404)
  })
  takeIntents(app, kiosk)
  app.get('/staf', (context) => {
    const headers = { 'content-security-policy': staffPagePolicy }
    return context.html(staffPage(kiosk.identity.device, staffRows(kiosk)), 200, headers)
  })
  app.get('/metrics', (context) =>
    context.body(metrics?.() ?? '', 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
  servePanel(app, panel, pixelsPerMillimetre, whyUnready)
  return app
}
