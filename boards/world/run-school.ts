import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { encode } from 'jpeg-js'
import { deviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { enrolmentOf } from '../../firmware/custody/crypto/device-list.ts'
import { ed25519 } from '../../firmware/custody/crypto/public-key.ts'
import { createSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { ownHands } from '../../firmware/registry/intake/open-student.ts'
import { siteSchema } from '../../firmware/service/provisioning/site.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk, type PlantedFault } from '../../sim/disk/memory-disk.ts'
import { drawPortrait } from '../../sim/face/draw-portrait.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { StickTwin } from '../../sim/usb/stick-twin.ts'
import type { RunSchool } from '../../sim/world/box.ts'
import { CameraHand } from '../../sim/world/camera-hand.ts'
import { LinkHand } from '../../sim/world/link-hand.ts'
import { diskFaultsOf, type PlantedBug } from './planted-bug.ts'
import type { WorldDisk } from './rot-file.ts'
import { withSeededCrypto } from './seeded-crypto.ts'
import { WorldBox } from './world-box.ts'
import { WorldOffice } from './world-office.ts'
import { createQuickScanner, createWiredScanner } from './world-scanner.ts'

const school = '30300001'
// A Monday morning at eight in Balangan.
const firstMorningMs = Date.UTC(2026, 10, 23, 0, 0)

/** Composes a school out of the real firmware, the real intake and twins in memory, under a clock of its own. */
export const runSchool: RunSchool = (setup, work) => openSchool({})(setup, work)

export interface SchoolOptions {
  /** A mistake planted in the kiosk. */
  readonly bug?: PlantedBug
  /** The real driver on a wire. */
  readonly wired?: boolean
  /** How many of its flushes the kiosk's card only pretends, 0 to 1. */
  readonly lies?: number
  /** The load that the link carries each way; unlimited when absent. */
  readonly bytesPerSecond?: number
  /** How long a finger's picture is on the wire; without it, of no real part. */
  readonly transferMs?: number
}

/** The same, as it is otherwise. */
export const openSchool =
  ({ bug, wired = false, lies = 0, bytesPerSecond, transferMs }: SchoolOptions): RunSchool =>
  ({ seed, classList }, work) =>
    withSeededCrypto(seed, async (isBusy) => {
      const clock = createHandClock(firstMorningMs, isBusy)
      const random = createSeededRandom(seed ^ 0x5eed)
      const entropy: Entropy = { bytes: (count) => random.bytes(count) }
      const identity = await generateX25519Identity()
      const [receiptKey, deviceKey] = [createSigningKey(entropy), createSigningKey(entropy)]
      const device = deviceIdentity(deviceKey)
      const key = { alg: ed25519, publicKey: receiptKey.publicKey }
      const site = siteSchema.parse({
        v: 1,
        school,
        letter: 'A',
        provisionedMs: firstMorningMs,
        registryUrl: 'http://office/',
        batch: { packets: 3, ageMinutes: 15 },
        keyList: {
          v: 1,
          number: 1,
          authority: key,
          recipients: [await identityToRecipient(identity)],
          receiptKeys: [key],
          revoked: [],
          minimumSoftware: '0.0.0',
        },
      })
      const office = new WorldOffice(createWorldDisk(seed ^ 0xd15c), clock, {
        identities: [identity],
        operator: 'office',
        key: receiptKey,
        devices: new Map([[device.device, enrolmentOf(device, school)]]),
        wallMs: () => Math.trunc(clock.wallMs()),
        // One after another, as it does not matter here who is quicker.
        hands: { ...ownHands, width: 1 },
      })
      const scanner = wired ? createWiredScanner(clock) : createQuickScanner(clock, transferMs)
      const camera = new CameraHand(clock, portrait())
      const link = new LinkHand(clock, office.http, bytesPerSecond)
      const disk = createWorldDisk(seed ^ 0xca4d, diskFaultsOf(bug), lies)
      const stick = new StickTwin({ random: createSeededRandom(seed ^ 0x571c) })
      const parts = { clock, entropy, disk, http: link, scanner, camera, site, identity: device }
      const box = new WorldBox({ ...parts, classList, stick, bug })
      return clock.runUntil(
        work({
          box,
          office,
          scanner: scanner.glass,
          camera,
          link,
          sleep: (ms) => clock.sleep(ms),
          nowMs: () => clock.wallMs(),
        }),
      )
    })

let drawn: Uint8Array | undefined

// One face for all: what it looks like changes nothing here, and drawing takes longer than a visit.
function portrait(): Uint8Array {
  if (!drawn) {
    const { rgba, widthPx, heightPx } = drawPortrait('world', 48, 64, 0)
    drawn = new Uint8Array(encode({ data: rgba, width: widthPx, height: heightPx }, 60).data)
  }
  return drawn
}

// Its cuts take any legal part of what was not flushed.
function createWorldDisk(seed: number, faults: readonly PlantedFault[] = [], lies = 0): WorldDisk {
  const disk = new MemoryDisk(faults)
  const random = createSeededRandom(seed)
  if (lies > 0) disk.medium.lies = () => random.next() < lies
  return Object.assign(disk, { cut: () => disk.powerCut(random) })
}
