import type { FrameHub } from '../../recording/capture/frame-hub.ts'

const boundary = 'rekam-frame'

/** The live picture as multipart JPEG, which a plain `<img>` shows. Slow viewers skip frames. */
export function motionStream(hub: FrameHub, signal: AbortSignal): Response {
  const ending = new AbortController()
  signal.addEventListener('abort', () => ending.abort(), { once: true })
  const frames = hub.frames(ending.signal)[Symbol.asyncIterator]()
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await frames.next()
        if (next.done) return controller.close()
        const head = `--${boundary}\r\ncontent-type: image/jpeg\r\ncontent-length: ${next.value.length}\r\n\r\n`
        controller.enqueue(Buffer.concat([Buffer.from(head), next.value, Buffer.from('\r\n')]))
      },
      cancel: () => ending.abort(),
    },
    { highWaterMark: 1 },
  )
  return new Response(stream, {
    headers: { 'content-type': `multipart/x-mixed-replace; boundary=${boundary}` },
  })
}
