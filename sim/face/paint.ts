export type Colour = readonly [red: number, green: number, blue: number]

/** A picture being painted: red, green, blue, 255 for each pixel. */
export interface Canvas {
  readonly widthPx: number
  readonly heightPx: number
  readonly rgba: Uint8Array
}

export interface Ellipse {
  readonly x: number
  readonly y: number
  readonly radiusX: number
  readonly radiusY: number
  readonly colour: Colour
  /** 1 covers fully, less shades. */
  readonly strength?: number
}

/** Where a drawing lies on a canvas: its origin, its size, and its turn in radians. */
export interface Placing {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly turn: number
}

export function createCanvas(widthPx: number, heightPx: number): Canvas {
  return { widthPx, heightPx, rgba: new Uint8Array(widthPx * heightPx * 4).fill(255) }
}

/** Where a point of a drawing comes to lie. */
export function placed({ x, y, scale, turn }: Placing, pointX: number, pointY: number) {
  return {
    x: x + scale * (pointX * Math.cos(turn) - pointY * Math.sin(turn)),
    y: y + scale * (pointX * Math.sin(turn) + pointY * Math.cos(turn)),
  }
}

export function paintEllipse(canvas: Canvas, placing: Placing, shape: Ellipse): void {
  const { scale, turn } = placing
  const centre = placed(placing, shape.x, shape.y)
  const [radiusX, radiusY] = [scale * shape.radiusX, scale * shape.radiusY]
  const { strength = 1 } = shape
  const reach = Math.max(radiusX, radiusY)
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  forEachPixel(canvas, centre, reach, (x, y, at) => {
    const right = x - centre.x
    const down = y - centre.y
    const along = (right * cos + down * sin) / radiusX
    const across = (down * cos - right * sin) / radiusY
    // The root is slow, and most pixels are clearly outside.
    if (along * along + across * across > 1.01) return
    const distance = Math.hypot(along, across)
    const soft = strength < 1 ? 1 - distance : (1 - distance) * 14
    const cover = strength * Math.min(1, Math.max(0, soft))
    if (cover > 0) blend(canvas, at, shape.colour, cover)
  })
}

export function paintBox(
  canvas: Canvas,
  [left, top, right, bottom]: readonly number[],
  colour: Colour,
): void {
  for (let y = Math.max(0, Math.round(top ?? 0)); y < Math.min(canvas.heightPx, bottom ?? 0); y += 1) {
    for (let x = Math.max(0, Math.round(left ?? 0)); x < Math.min(canvas.widthPx, right ?? 0); x += 1) {
      blend(canvas, (y * canvas.widthPx + x) * 4, colour, 1)
    }
  }
}

function forEachPixel(
  { widthPx, heightPx }: Canvas,
  centre: { readonly x: number; readonly y: number },
  reach: number,
  visit: (x: number, y: number, at: number) => void,
): void {
  const [left, right] = [Math.max(0, Math.floor(centre.x - reach)), Math.min(widthPx, centre.x + reach)]
  const bottom = Math.min(heightPx, centre.y + reach)
  for (let y = Math.max(0, Math.floor(centre.y - reach)); y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) visit(x, y, (y * widthPx + x) * 4)
  }
}

function blend({ rgba }: Canvas, at: number, colour: Colour, cover: number): void {
  for (let part = 0; part < 3; part += 1) {
    rgba[at + part] = clamp((rgba[at + part] ?? 0) * (1 - cover) + (colour[part] ?? 0) * cover)
  }
}

export function clamp(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}
