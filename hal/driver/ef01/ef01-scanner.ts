import type { Clock } from '../../contract/clock.ts'
import type { FingerprintScanner, ScannerIdentity } from '../../contract/fingerprint-scanner.ts'
import { createLock } from '../scanner/lock.ts'
import type { Ef01Geometry } from './ef01-geometry.ts'
import { readEf01Image } from './ef01-image.ts'
import { readEf01Library } from './ef01-library.ts'
import { createEf01Light } from './ef01-light.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'
import { createEf01Matcher } from './ef01-matcher.ts'
import type { Ef01Presence } from './ef01-presence.ts'
import type { Ef01Profile } from './ef01-profile.ts'

/** The findings about an opened part. */
export interface Ef01Part {
  readonly profile: Ef01Profile
  readonly identity: Omit<ScannerIdentity, 'widthPx' | 'heightPx'>
  readonly geometry: Ef01Geometry
  /** Of one template, where the part tells it. */
  readonly templateBytes: number | undefined
  /** Largest data frame the part takes from us. */
  readonly frameBytes: number
  readonly sense: 'touch' | 'image'
}

/** A scanner over an open link; `hal/driver/ef01/open-ef01.ts` finds and opens it. */
export function createEf01Scanner(
  link: Ef01Link,
  clock: Clock,
  ask: Ask,
  presence: Ef01Presence,
  part: Ef01Part,
): FingerprintScanner {
  const lock = createLock()
  const { geometry, profile } = part
  const images = { link, clock, ask, geometry, dpi: part.identity.dpi }
  return {
    get identity() {
      return { ...part.identity, ...geometry.now }
    },
    sense: part.sense,
    async *watch(signal) {
      let before: string | undefined
      while (!signal.aborted) {
        const now = await lock(() => presence.look(signal))
        if (!now.ok) return yield now
        if (now.value !== before) yield now
        before = now.value
        await presence.pause(signal)
      }
    },
    capture: (signal, onTaken, onRead) =>
      lock(async () => {
        const present = await presence.awaitImage(signal)
        if (!present.ok) return present
        onTaken?.()
        return readEf01Image(images, signal, onRead)
      }),
    light: createEf01Light(link, clock, profile.light, lock),
    ...(profile.light === 'aura' || profile.light === 'control-bln' ? { lights: 'in-colour' } : undefined),
    matcher: createEf01Matcher(link, ask, part, lock),
    stored: (signal) => lock(() => readEf01Library(ask, profile.indexFirstBit, signal)),
    close: () => link.line.close(),
  }
}
