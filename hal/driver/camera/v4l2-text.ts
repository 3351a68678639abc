/** The answer of `v4l2-ctl --info --list-formats-ext --list-ctrls` of v4l-utils 1.22 and later about a device file. */
export interface VideoNode {
  /** The name that its maker gave it. */
  readonly card: string
  /** `usb-…` for a camera on USB. */
  readonly bus: string
  /** Whether this very file gives pictures; files with the same name give metadata or convert pictures. */
  readonly captures: boolean
  readonly formats: readonly VideoFormat[]
  /** Names of the controls that can be set, with the numbers they may have. */
  readonly controls: ReadonlyMap<string, ControlRange>
}

export interface VideoFormat {
  /** Four characters of V4L2, such as `MJPG` or `YUYV`. */
  readonly fourcc: string
  readonly sizes: readonly VideoSize[]
}

export interface VideoSize {
  readonly widthPx: number
  readonly heightPx: number
  /** Frames a second that it gives, as it lists them; empty when it takes any. */
  readonly rates: readonly number[]
}

export interface ControlRange {
  readonly least: number
  readonly most: number
}

/** Reads any text; unknown lines are passed over. */
export function readVideoNode(text: string): VideoNode {
  const lines = text.split('\n')
  return {
    card: fieldOf(text, 'Card type'),
    bus: fieldOf(text, 'Bus info'),
    captures: capabilitiesOf(lines).includes('Video Capture'),
    formats: formatsOf(lines),
    controls: new Map(lines.flatMap(controlOf)),
  }
}

function fieldOf(text: string, name: string): string {
  return new RegExp(String.raw`^\s*${name}\s*:\s*([ -~]{1,100})`, 'm').exec(text)?.[1]?.trim() ?? ''
}

// Indented deeper than their heading. The capabilities above them are those of the whole part.
function capabilitiesOf(lines: readonly string[]): readonly string[] {
  const heading = lines.findIndex((line) => /^\s*Device Caps\s*:/.test(line))
  const below = lines.slice(heading + 1)
  const end = below.findIndex((line) => !/^(\t\t| {12,})\S/.test(line))
  return heading < 0 ? [] : below.slice(0, end < 0 ? undefined : end).map((line) => line.trim())
}

function formatsOf(lines: readonly string[]): readonly VideoFormat[] {
  const formats: { fourcc: string; sizes: { widthPx: number; heightPx: number; rates: number[] }[] }[] = []
  for (const line of lines) {
    const fourcc = /^\s*\[\d{1,3}\]: '([ -~]{4})'/.exec(line)?.[1]
    if (fourcc !== undefined) formats.push({ fourcc, sizes: [] })
    const size = /^\s*Size: Discrete (\d{1,5})x(\d{1,5})\s*$/.exec(line)
    if (size) formats.at(-1)?.sizes.push({ widthPx: Number(size[1]), heightPx: Number(size[2]), rates: [] })
    const rate = /^\s*Interval: Discrete .*\((\d{1,4}(?:\.\d{1,6})?) fps\)\s*$/.exec(line)?.[1]
    if (rate !== undefined) formats.at(-1)?.sizes.at(-1)?.rates.push(Number(rate))
  }
  return formats
}

const control = /^\s*([a-z]\w{0,40}) 0x[\da-f]{8} \((int|bool|menu|intmenu)\s*\)\s*:(.*)$/

function controlOf(line: string): readonly (readonly [string, ControlRange])[] {
  const [, name, kind, rest = ''] = control.exec(line) ?? []
  if (name === undefined || /flags=.*(inactive|read-only|disabled|grabbed)/.test(rest)) return []
  const number = (word: string) => Number(new RegExp(`\\b${word}=(-?\\d{1,10})`).exec(rest)?.[1])
  const range = kind === 'bool' ? { least: 0, most: 1 } : { least: number('min'), most: number('max') }
  return Number.isNaN(range.least + range.most) ? [] : [[name, range]]
}
