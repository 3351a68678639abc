/** Size of an image in pixels. */
export interface Geometry {
  readonly widthPx: number
  readonly heightPx: number
}
