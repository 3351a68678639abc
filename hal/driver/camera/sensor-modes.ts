/** A way to read the sensor: the size of its picture, and the part of the sensor that this shows. */
export interface SensorMode {
  readonly widthPx: number
  readonly heightPx: number
  readonly cropWidthPx: number
  readonly cropHeightPx: number
}

const modeLine = /(\d{2,5})x(\d{2,5}) \[[\d.]+ fps - \(\d+, \d+\)\/(\d{2,5})x(\d{2,5}) crop\]/g

/** The modes of the first camera, as `rpicam-still --list-cameras` prints them (rpicam-apps 1.9.1, `core/options.cpp`). */
export function readSensorModes(printed: string): readonly SensorMode[] {
  const [, first = ''] = printed.split(/^\d+ : /m)
  return Array.from(first.matchAll(modeLine), ([, width, height, cropWidth, cropHeight]) => ({
    widthPx: Number(width),
    heightPx: Number(height),
    cropWidthPx: Number(cropWidth),
    cropHeightPx: Number(cropHeight),
  }))
}

/**
 * The smallest mode of those with the fullest view that holds a picture of this height, else the largest of them. All
 * of them show the same: a live picture and a photo of different heights have the same framing.
 */
export function fullViewMode(modes: readonly SensorMode[], heightPx: number): SensorMode | undefined {
  const viewOf = ({ cropWidthPx, cropHeightPx }: SensorMode) => cropWidthPx * cropHeightPx
  const fullest = Math.max(...modes.map(viewOf))
  const full = modes.filter((mode) => viewOf(mode) === fullest).toSorted((a, b) => a.heightPx - b.heightPx)
  return full.find((mode) => mode.heightPx >= heightPx) ?? full.at(-1)
}
