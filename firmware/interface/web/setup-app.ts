import type { Hono } from 'hono'
import type { PanelFeed } from '../screens/panel-feed.ts'
import { createEdge } from './edge.ts'
import { eventStream } from './event-stream.ts'
import type { PanelFile } from './panel-file.ts'
import { servePanel } from './serve-panel.ts'

/** The panel of a box that has no school yet: it shows, and takes no orders. */
export function createSetupApp(
  feed: PanelFeed,
  panel: ReadonlyMap<string, PanelFile>,
  pixelsPerMillimetre: number,
): Hono {
  const app = createEdge()
  app.get('/events', (context) => eventStream(feed, context.req.raw.signal))
  app.post('/intent', (context) => context.text('', 409))
  servePanel(app, panel, pixelsPerMillimetre)
  return app
}
