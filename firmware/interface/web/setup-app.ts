import type { Hono } from 'hono'
import type { IntentRequest } from '../model/intent.ts'
import type { PanelFeed } from '../screens/panel-feed.ts'
import { createEdge, ownHosts } from './edge.ts'
import { eventStream } from './event-stream.ts'
import type { PanelFile } from './panel-file.ts'
import { servePanel } from './serve-panel.ts'
import { takeIntents } from './take-intents.ts'

/** The panel of a box that is no kiosk yet. */
export interface PlainPanel extends Pick<PanelFeed, 'subscribe'> {
  /** A tap; `false` when it answers no screen that shows now. */
  request(request: IntentRequest): boolean
}

export function createSetupApp(
  plain: PlainPanel,
  panel: ReadonlyMap<string, PanelFile>,
  pixelsPerMillimetre: number,
  whyUnready: () => string | undefined = () => undefined,
): Hono {
  const app = createEdge(ownHosts)
  app.get('/events', (context) => eventStream(plain, context.req.raw.signal))
  takeIntents(app, plain)
  servePanel(app, panel, pixelsPerMillimetre, whyUnready)
  return app
}
