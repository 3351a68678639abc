/** A mode of a simulated sensor: the size of its picture, its rate, and where on the sensor it looks. */
interface Mode {
  readonly widthPx: number
  readonly heightPx: number
  readonly fps: number
  readonly left: number
  readonly top: number
  readonly cropWidthPx: number
  readonly cropHeightPx: number
}

// Camera Module 3, as rpicam-apps 1.9.1 lists it.
const full = { left: 0, top: 0, cropWidthPx: 4608, cropHeightPx: 2592 }
const modes: readonly Mode[] = [
  { widthPx: 1536, heightPx: 864, fps: 120.13, left: 768, top: 432, cropWidthPx: 3072, cropHeightPx: 1728 },
  { widthPx: 2304, heightPx: 1296, fps: 56.03, ...full },
  { widthPx: 4608, heightPx: 2592, fps: 14.35, ...full },
]

/** The words of `rpicam-still --list-cameras`. */
export function listSimulatedCameras(): string {
  const lines = modes.map(
    ({ widthPx, heightPx, fps, left, top, cropWidthPx, cropHeightPx }) =>
      `${widthPx}x${heightPx} [${fps} fps - (${left}, ${top})/${cropWidthPx}x${cropHeightPx} crop]`,
  )
  const head = '0 : imx708 [4608x2592 10-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx708@1a)'
  const first = "    Modes: 'SRGGB10_CSI2P' : "
  const rest = lines.slice(1).map((line) => `${' '.repeat(first.length)}${line}`)
  return ['Available cameras', '-----------------', head, first + lines[0], ...rest, ''].join('\n')
}

/**
 * How much larger a head is than in the full view, for a picture of this size read in the asked mode (`W:H`), or in the
 * one that the program chooses by itself.
 */
export function zoomOf(widthPx: number, heightPx: number, asked: string | undefined): number {
  const [askedWidth = widthPx, askedHeight = heightPx] = asked?.split(':').map(Number) ?? []
  const { cropWidthPx, cropHeightPx } = chooseMode(askedWidth, askedHeight)
  const seenOf = (cropWidth: number, cropHeight: number) =>
    Math.min(cropHeight, (cropWidth * heightPx) / widthPx)
  return seenOf(full.cropWidthPx, full.cropHeightPx) / seenOf(cropWidthPx, cropHeightPx)
}

// `RPiCamApp::selectMode` of rpicam-apps 1.9.1, without bit depth and rate, which are alike here.
function chooseMode(widthPx: number, heightPx: number): Mode {
  const differenceOf = (desired: number, actual: number) => {
    if (desired === actual) return 0
    return 2 * (desired > actual ? desired - actual : (actual - desired) / 8)
  }
  const penaltyOf = (mode: Mode) =>
    differenceOf(widthPx, mode.widthPx) +
    differenceOf(heightPx, mode.heightPx) +
    1_500 * differenceOf(widthPx / heightPx, mode.widthPx / mode.heightPx)
  return modes.reduce((best, mode) => (penaltyOf(mode) <= penaltyOf(best) ? mode : best))
}
