import { pressImage } from '../finger/impression.ts'
import { masterFinger } from '../finger/master-finger.ts'
import type { SeededRandom } from '../random/seeded-random.ts'
import type { FaultShelf } from './fault/fault-shelf.ts'
import type { PlacedFinger } from './placed-finger.ts'
import type { Features } from './twin-template.ts'

/** An image as it lies in the part's buffer. */
export interface TakenImage {
  readonly widthPx: number
  readonly heightPx: number
  /** 8-bit grey. */
  readonly pixels: Uint8Array
  /** Undefined when there is no finger in it. */
  readonly features: Features | undefined
  /** The image that the part can make of it. */
  readonly grade: 'good' | 'messy' | 'small'
}

/** The sensing element and what touches it. */
export interface Glass {
  /** Also while the part has no power: a finger does not need it. */
  place(finger: PlacedFinger): void
  lift(): void
  readonly touched: boolean
  /** `absent` without a finger, `lost` when it went away meanwhile. */
  take(widthPx: number, heightPx: number): TakenImage | 'absent' | 'lost'
}

const emptyGrey = 235

export function createGlass(faults: FaultShelf, random: SeededRandom): Glass {
  let finger: PlacedFinger | undefined
  let presses = 0
  let last: TakenImage | undefined
  // Most images are taken only to learn whether a finger still lies there: they are grown if they are read all the same.
  let isWanted = true
  const expose = (placed: PlacedFinger, widthPx: number, heightPx: number): TakenImage => {
    presses += 1
    const poor = faults.take('poor-image')
    const press = {
      ...placed,
      ...(poor ? { contact: poor.contactPercent / 100 } : undefined),
      press: presses,
    }
    const { person, position } = placed
    const grow = () => pressImage(press, widthPx, heightPx)
    let pixels = isWanted ? grow() : undefined
    isWanted = false
    return {
      widthPx,
      heightPx,
      get pixels() {
        isWanted = true
        pixels ??= grow()
        return pixels
      },
      features: { person, position, press: presses },
      grade: gradeOf(press),
    }
  }
  return {
    place(placed) {
      isWanted = true
      finger = placed
      // Grown here, so that no command waits for it: clients give a part a second to answer.
      masterFinger(placed.person, placed.position)
    },
    lift() {
      const sticky = faults.take('sticky-finger')
      if (!sticky) finger = undefined
      else if (sticky.lifts > 1) faults.put({ kind: 'sticky-finger', lifts: sticky.lifts - 1 })
    },
    get touched() {
      return finger !== undefined
    },
    take(widthPx, heightPx) {
      if (!finger) return faults.find('ghost-finger') ? ghost(last, widthPx, heightPx, random) : 'absent'
      if (faults.take('lift-during-capture')) {
        finger = undefined
        return 'lost'
      }
      last = expose(finger, widthPx, heightPx)
      return last
    },
  }
}

function gradeOf({ contact = 1, wetness = 0 }: PlacedFinger): TakenImage['grade'] {
  if (contact < 0.3) return 'small'
  return Math.abs(wetness) > 0.95 ? 'messy' : 'good'
}

// The smudge of the last finger, faint: enough for a careless part to call it one.
function ghost(
  last: TakenImage | undefined,
  widthPx: number,
  heightPx: number,
  random: SeededRandom,
): TakenImage {
  const known = last?.widthPx === widthPx && last.heightPx === heightPx ? last : undefined
  const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => {
    const trace = known ? 0.2 * ((known.pixels[at] ?? emptyGrey) - emptyGrey) : 0
    return Math.round(emptyGrey + trace + 4 * random.next())
  })
  return { widthPx, heightPx, pixels, features: known?.features, grade: known ? 'good' : 'small' }
}
