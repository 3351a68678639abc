import type { Camera, CameraFault } from '../../contract/camera.ts'
import type { Clock } from '../../contract/clock.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { StreamProcess, StreamPrograms } from '../../contract/stream-programs.ts'
import { createCameraSlot } from './camera-slot.ts'
import { choosePreview, chooseStill, type PictureFormat } from './choose-picture.ts'
import { type FindCamera, type FoundCamera, findUsbCamera } from './find-usb-camera.ts'
import { withHuffmanTables } from './huffman-tables.ts'
import { isWholeJpeg } from './jpeg-splitter.ts'
import type { VideoNode } from './v4l2-text.ts'

export interface UsbCameraParts extends FindCamera {
  readonly model: string
  readonly streams: StreamPrograms
  readonly clock: Clock
  /** The largest still that is wanted, in pixels. */
  readonly mostPixels: number
  /** From the first picture of a stream until its exposure has come to rest; 600 by default. */
  readonly settleMs?: number
}

const usualSettleMs = 600

/**
 * A camera of the USB video class through `v4l2-ctl` and `ffmpeg`. Its own JPEGs are passed on as they are; from one
 * that gives none `ffmpeg` makes them. A still is a picture of a second stream at full size, so both hold the camera
 * alone. It is looked for anew after every fault: under its own name, else any camera on USB.
 */
export function createUsbCamera(parts: UsbCameraParts): Camera {
  const slot = createCameraSlot(parts.clock)
  let known: FoundCamera | undefined
  const find = async (signal: AbortSignal): Promise<Result<FoundCamera, CameraFault>> => {
    if (known) return ok(known)
    const found = await findUsbCamera(parts, signal)
    known = found.ok ? found.value : undefined
    return found
  }
  async function* pictures(
    choose: (node: VideoNode) => PictureFormat | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<Result<Uint8Array, CameraFault>> {
    const turn = await slot.take()
    if (signal.aborted) return
    const found = await find(signal)
    const choice = found.ok ? choose(found.value.node) : undefined
    if (!found.ok || !choice) {
      if (!signal.aborted) yield found.ok ? err({ kind: 'absent' }) : found
      return
    }
    for await (const picture of turn.pictures(
      () => startFilm(parts.streams, found.value.path, choice),
      signal,
    )) {
      if (!picture.ok) known = undefined
      yield picture.ok ? ok(withHuffmanTables(picture.value)) : picture
    }
  }
  return {
    model: parts.model,
    preview: (signal) => pictures(choosePreview, signal),
    async still(signal) {
      const { clock, mostPixels, settleMs = usualSettleMs } = parts
      let firstMs: number | undefined
      for await (const picture of pictures((node) => chooseStill(node, mostPixels), signal)) {
        if (!picture.ok) return picture
        firstMs ??= clock.monotonicMs()
        if (clock.monotonicMs() - firstMs < settleMs) continue
        return isWholeJpeg(picture.value) ? picture : err({ kind: 'damaged' })
      }
      return err({ kind: 'cancelled' })
    },
    close: () => slot.clear(),
  }
}

const quiet = ['-nostdin', '-hide_banner', '-loglevel', 'error'] as const

function startFilm(streams: StreamPrograms, path: string, choice: PictureFormat): StreamProcess {
  const { format, widthPx, heightPx, rate, isJpeg } = choice
  const pace = rate === undefined ? [] : ['-framerate', String(rate)]
  const input = [
    '-f',
    'v4l2',
    '-input_format',
    format,
    '-video_size',
    `${widthPx}x${heightPx}`,
    ...pace,
    '-i',
    path,
  ]
  const output = isJpeg ? ['-c:v', 'copy'] : ['-c:v', 'mjpeg', '-q:v', '2']
  return streams.start('ffmpeg', [
    ...quiet,
    ...input,
    ...output,
    '-f',
    'mjpeg',
    '-flush_packets',
    '1',
    'pipe:1',
  ])
}
