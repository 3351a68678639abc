import type { JSX } from 'preact'
import type { FingerBody, FingerMark } from '../model/screen.ts'

interface Place {
  readonly x: number
  readonly top: number
  readonly length: number
  readonly turn: number
}

// The right hand, palm down, thumb to little finger; the left one is its mirror image.
const right: readonly Place[] = [
  { x: 24, top: 118, length: 62, turn: -42 },
  { x: 62, top: 36, length: 100, turn: -9 },
  { x: 92, top: 22, length: 112, turn: 0 },
  { x: 122, top: 34, length: 102, turn: 8 },
  { x: 150, top: 64, length: 78, turn: 17 },
]

// Around the middle of a fingertip.
const signs: Readonly<Record<FingerMark['state'], string>> = {
  open: '',
  now: '',
  kept: 'M-6 0l4 5l8-9',
  weak: 'M-6 1q3-5 6 0t6 0',
  exception: 'M-5-5l10 10m0-10l-10 10',
}

/** Two drawn hands: what is done, what is excepted, and the one finger that is asked for. */
export function FingerView({ body }: { body: FingerBody }): JSX.Element {
  return (
    <figure class={`hands phase-${body.phase}`}>
      <svg viewBox="0 0 480 260" aria-hidden="true">
        <g transform="translate(200 0) scale(-1 1)">
          <Hand marks={body.marks.slice(5, 10)} reading={body.reading} mirrored />
        </g>
        <g transform="translate(280 0)">
          <Hand marks={body.marks.slice(0, 5)} reading={body.reading} />
        </g>
      </svg>
      <figcaption>{body.count}</figcaption>
    </figure>
  )
}

function Hand({
  marks,
  reading,
  mirrored,
}: {
  marks: readonly FingerMark[]
  reading: number | undefined
  mirrored?: boolean
}): JSX.Element {
  return (
    <>
      <rect class="palm" x="46" y="128" width="120" height="112" rx="42" />
      {marks.map((mark, index) => {
        const place = right[index]
        if (!place) return null
        const { x, top, length, turn } = place
        return (
          <g key={mark.position} transform={`rotate(${turn} ${x} ${top + length})`}>
            <rect class={`finger ${mark.state}`} x={x - 13} y={top} width="26" height={length} rx="13" />
            {mark.state === 'now' && <circle class="pulse" cx={x} cy={top + 15} r="20" />}
            {mark.state === 'now' && reading !== undefined && (
              <circle
                class="reading"
                cx={x}
                cy={top + 15}
                r="20"
                pathLength="100"
                stroke-dasharray={`${reading} 100`}
              />
            )}
            {/* Upright on every finger, and not mirrored with the hand. */}
            <g
              transform={`translate(${x} ${top + 15}) scale(${mirrored ? -1 : 1} 1) rotate(${mirrored ? turn : -turn})`}
            >
              <path class="sign" d={signs[mark.state]} />
            </g>
          </g>
        )
      })}
    </>
  )
}
