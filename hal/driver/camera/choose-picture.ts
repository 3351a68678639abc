import type { VideoNode, VideoSize } from './v4l2-text.ts'

/** How a picture is asked of a camera. */
export interface PictureFormat {
  /** The name that `ffmpeg` gives to the camera's format. */
  readonly format: string
  /** The camera's own JPEGs: they are passed on as they are. */
  readonly isJpeg: boolean
  readonly widthPx: number
  readonly heightPx: number
  /** Frames a second; absent where the camera takes any. */
  readonly rate: number | undefined
}

// By preference: JPEGs of the camera first; of the others what costs the cable and the processor least.
const formatNames: ReadonlyMap<string, string> = new Map([
  ['MJPG', 'mjpeg'],
  ['JPEG', 'mjpeg'],
  ['NV12', 'nv12'],
  ['YU12', 'yuv420p'],
  ['YUYV', 'yuyv422'],
  ['UYVY', 'uyvy422'],
  ['RGB3', 'rgb24'],
  ['BGR3', 'bgr24'],
])

/** The live picture: what a small screen shows, and the face check can measure. */
const preview = { heightPx: 480, rate: 10 } as const

/** The smallest live picture that is large enough, at the slowest rate that looks alive. */
export function choosePreview(node: VideoNode): PictureFormat | undefined {
  return choose(node, (sizes) => {
    const enough = sizes.filter(({ heightPx }) => heightPx >= preview.heightPx)
    const size = enough.toSorted(byHeight).at(0) ?? sizes.toSorted(byHeight).at(-1)
    return (
      size && {
        size,
        rate: size.rates
          .filter((rate) => rate >= preview.rate)
          .toSorted(up)
          .at(0),
      }
    )
  })
}

/**
 * The largest still of at most `mostPixels`, at its fastest rate. A portrait needs height: what a wider picture shows
 * beside the person is worth nothing.
 */
export function chooseStill(node: VideoNode, mostPixels: number): PictureFormat | undefined {
  return choose(node, (sizes) => {
    const size = sizes
      .filter(({ widthPx, heightPx }) => widthPx * heightPx <= mostPixels)
      .toSorted(byHeight)
      .findLast((one, _, all) => one.heightPx === all.at(-1)?.heightPx && one.widthPx >= one.heightPx * 0.75)
    return size && { size, rate: size.rates.toSorted(up).at(-1) }
  })
}

type SizeChoice = { readonly size: VideoSize; readonly rate: number | undefined }

function choose(
  { formats }: VideoNode,
  pick: (sizes: readonly VideoSize[]) => SizeChoice | undefined,
): PictureFormat | undefined {
  for (const [fourcc, format] of formatNames) {
    const picked = pick(formats.filter((one) => one.fourcc === fourcc).flatMap(({ sizes }) => sizes))
    if (!picked) continue
    const { widthPx, heightPx, rates } = picked.size
    return { format, isJpeg: format === 'mjpeg', widthPx, heightPx, rate: picked.rate ?? rates.at(0) }
  }
  return undefined
}

const up = (one: number, other: number) => one - other

// Of two of the same height the narrower comes last: it has nothing to spare beside the person.
const byHeight = (one: VideoSize, other: VideoSize) =>
  one.heightPx - other.heightPx || other.widthPx - one.widthPx
