import type { Hono } from 'hono'
import type { PanelFile } from './panel-file.ts'

/**
 * The panel's own files, the size of its millimetres, and whether it serves. `whyUnready` is a word for what is in the
 * way.
 */
export function servePanel(
  app: Hono,
  panel: ReadonlyMap<string, PanelFile>,
  pixelsPerMillimetre: number,
  whyUnready: () => string | undefined = () => undefined,
): void {
  app.get('/board.css', (context) =>
    context.body(`:root{--mm:${pixelsPerMillimetre}px}\n`, 200, { 'content-type': 'text/css' }),
  )
  app.get('/ready', (context) => {
    const why = whyUnready()
    return why === undefined ? context.text('siap\n') : context.text(`belum siap: ${why}\n`, 503)
  })
  app.get('*', (context) => {
    const path = context.req.path === '/' ? '/index.html' : context.req.path
    const file = panel.get(path)
    return file
      ? context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type })
      : context.text('tidak ada\n', 404)
  })
}
