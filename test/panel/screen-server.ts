import { encode } from 'jpeg-js'
import { readPanelFiles } from '../../boards/assembly/panel-files.ts'
import { serve } from '../../boards/assembly/serve.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { drawPortrait } from '../../sim/face/draw-portrait.ts'
import { liveUrl } from '../stand/every-screen.ts'

export interface ScreenServer {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the built panel and, as its next screen, whatever is posted to `/show`. A tap is taken in and answered by
 * the screen that `next` gives, or by none.
 */
export async function openScreenServer(next?: () => Screen): Promise<ScreenServer> {
  const files = await readPanelFiles()
  const portrait = drawnPortrait()
  const encoder = new TextEncoder()
  const pages = new Set<ReadableStreamDefaultController<Uint8Array>>()
  let shown = ''
  const show = (page: ReadableStreamDefaultController<Uint8Array>) =>
    page.enqueue(encoder.encode(`event: screen\ndata: ${shown}\n\n`))
  const showAll = (screen: string) => {
    shown = screen
    for (const page of pages) show(page)
  }
  const events = () => {
    let own: ReadableStreamDefaultController<Uint8Array>
    return new ReadableStream<Uint8Array>({
      start(page) {
        own = page
        pages.add(page)
        page.enqueue(encoder.encode('retry: 500\n\n'))
        if (shown) show(page)
      },
      cancel: () => void pages.delete(own),
    })
  }
  const serving = await serve(
    async (request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/events')
        return new Response(events(), { headers: { 'content-type': 'text/event-stream' } })
      if (pathname === '/show') {
        showAll(await request.text())
        return new Response(null, { status: 204 })
      }
      if (pathname === '/intent') {
        if (next) showAll(JSON.stringify(next()))
        return new Response(null, { status: 202 })
      }
      if (pathname === '/board.css')
        return new Response(':root{--mm:5.9px}', { headers: { 'content-type': 'text/css' } })
      if (pathname === liveUrl || pathname.startsWith('/picture/'))
        return new Response(portrait, {
          headers: { 'content-type': 'image/jpeg', 'cache-control': 'max-age=600' },
        })
      const file = files.get(pathname === '/' ? '/index.html' : pathname)
      if (!file) return new Response('', { status: 404 })
      return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type } })
    },
    0,
    'box',
  )
  if (!serving.ok) throw new Error(serving.fault.kind)
  return serving.value
}

function drawnPortrait(): Uint8Array<ArrayBuffer> {
  const { rgba, widthPx, heightPx } = drawPortrait('matrix', 300, 400, 0)
  return new Uint8Array(encode({ data: rgba, width: widthPx, height: heightPx }, 70).data)
}
