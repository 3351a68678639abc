import type { PanelFeed } from '../screens/panel-feed.ts'

/** Screens as server-sent events: the present one at once, then every change. */
export function eventStream(panel: Pick<PanelFeed, 'subscribe'>, signal: AbortSignal): Response {
  const encoder = new TextEncoder()
  let stop: () => void = () => undefined
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('retry: 500\n\n'))
      stop = panel.subscribe((screen) => {
        const text = `event: screen\nid: ${screen.serial}\ndata: ${JSON.stringify(screen)}\n\n`
        controller.enqueue(encoder.encode(text))
      })
      signal.addEventListener('abort', () => stop(), { once: true })
    },
    cancel: () => stop(),
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
}
