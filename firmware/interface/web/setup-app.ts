import type { Hono } from 'hono'
import type { PanelFeed } from '../screens/panel-feed.ts'
import { createEdge } from './edge.ts'
import { eventStream } from './event-stream.ts'
import type { PanelFile } from './panel-file.ts'
import { servePanel } from './serve-panel.ts'

/** The panel of a box that is no kiosk yet: it shows, and takes no orders. */
export function createSetupApp(
  feed: PanelFeed,
  panel: ReadonlyMap<string, PanelFile>,
  pixelsPerMillimetre: number,
  whyUnready: () => string | undefined = () => undefined,
): Hono {
  const app = createEdge()
  app.get('/events', (context) => eventStream(feed, context.req.raw.signal))
  app.post('/intent', (context) => context.text('', 409))
  servePanel(app, panel, pixelsPerMillimetre, whyUnready)
  return app
}
