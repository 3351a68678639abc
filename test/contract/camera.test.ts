import { describe, expect, test } from 'vitest'
import type { Camera, CameraFault } from '../../hal/contract/camera.ts'
import type { Result } from '../../hal/contract/result.ts'
import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import { CameraHand } from '../../sim/world/camera-hand.ts'
import { eventually } from '../eventually.ts'
import { type CameraCondition, ribbonStand, usbStand } from '../stand/camera-stand.ts'

const never = new AbortController().signal

interface Stand {
  readonly camera: Camera
  /** Programs take no time of the clock's; the twin takes no other. */
  readonly settled: <T>(work: Promise<T>) => Promise<T>
  readonly unplug: () => void
  readonly plug: () => void
}

const ofPrograms = async (make: typeof ribbonStand, clock: HandClock): Promise<Stand> => {
  const { camera, become } = await make(clock)
  return { camera, settled: (work) => work, unplug: () => become('absent'), plug: () => become('good') }
}

const makers: readonly (readonly [string, (clock: HandClock) => Promise<Stand>])[] = [
  [
    'the twin',
    async (clock) => {
      const camera = new CameraHand(clock, Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 0xff, 0xd9]))
      return {
        camera,
        settled: (work) => clock.runUntil(work),
        unplug: () => camera.unplug(),
        plug: () => camera.plug(),
      }
    },
  ],
  ['a ribbon camera over programs', (clock) => ofPrograms(ribbonStand, clock)],
  ['a USB camera over programs', (clock) => ofPrograms(usbStand, clock)],
]

const start = (camera: Camera, signal = never) => camera.preview(signal)[Symbol.asyncIterator]()

type Live = AsyncIterator<Result<Uint8Array, CameraFault>>

/** Goes on until the live picture ends; its last value. */
async function lastOf(
  live: Live,
  settled: Stand['settled'] = (work) => work,
): Promise<Result<Uint8Array, CameraFault> | undefined> {
  let last: Result<Uint8Array, CameraFault> | undefined
  for (;;) {
    const next = await settled(live.next())
    if (next.done) return last
    last = next.value
  }
}

describe.each(makers)('%s', (_, make) => {
  const open = async () => {
    const stand = await make(createHandClock())
    const still = (signal = never) => stand.settled(stand.camera.still(signal))
    return { ...stand, still }
  }

  test('gives whole live pictures until it is stopped, and then ends without a fault', async () => {
    const { camera, settled } = await open()
    const stop = new AbortController()
    const live = start(camera, stop.signal)
    for (let frame = 0; frame < 3; frame += 1) {
      const { value } = await settled(live.next())
      const bytes: Uint8Array = value?.ok ? value.value : new Uint8Array()
      expect([...bytes.subarray(0, 2), ...bytes.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9])
    }
    stop.abort()
    expect((await lastOf(live, settled))?.ok).not.toBe(false)
    await camera.close()
  })

  test('belongs to whoever asked last: the live picture before ends without a fault', async () => {
    const { camera, settled, still } = await open()
    const first = start(camera)
    await settled(first.next())
    expect((await still()).ok).toBe(true)
    expect((await lastOf(first, settled))?.ok).not.toBe(false)
    const second = start(camera)
    await settled(second.next())
    const third = start(camera)
    await settled(third.next())
    expect((await lastOf(second, settled))?.ok).not.toBe(false)
    expect(await settled(third.next())).toMatchObject({ value: { ok: true } })
    await camera.close()
  })

  test('says when it is unplugged, and works once it is back', async () => {
    const { camera, settled, unplug, plug, still } = await open()
    const live = start(camera)
    await settled(live.next())
    unplug()
    expect(await lastOf(live, settled)).toMatchObject({ ok: false, fault: { kind: 'absent' } })
    expect(await still()).toMatchObject({ ok: false, fault: { kind: 'absent' } })
    plug()
    expect((await still()).ok).toBe(true)
    expect(await settled(start(camera).next())).toMatchObject({ value: { ok: true } })
    await camera.close()
  })

  test('does nothing for who no longer waits', async () => {
    const { camera, settled, still } = await open()
    expect(await still(AbortSignal.abort())).toEqual({ ok: false, fault: { kind: 'cancelled' } })
    expect(await lastOf(start(camera, AbortSignal.abort()), settled)).toBeUndefined()
  })

  test('is closed twice, and what it showed ends', async () => {
    const { camera, settled } = await open()
    const live = start(camera)
    await settled(live.next())
    await camera.close()
    await camera.close()
    expect((await lastOf(live, settled))?.ok).not.toBe(false)
  })
})

describe.each([
  ['a ribbon camera', ribbonStand],
  ['a USB camera', usbStand],
] as const)('%s', (_, make) => {
  test.each<readonly [CameraCondition, CameraFault['kind']]>([
    ['not-installed', 'missing'],
    ['absent', 'absent'],
    ['busy', 'busy'],
    ['broken', 'failed'],
  ])('that is %s has a fault of its own, still or live', async (condition, kind) => {
    const clock = createHandClock()
    const { camera, become } = await make(clock)
    become(condition)
    expect(await camera.still(never)).toMatchObject({ ok: false, fault: { kind } })
    expect(await lastOf(start(camera))).toMatchObject({ ok: false, fault: { kind } })
    become('good')
    expect((await camera.still(never)).ok).toBe(true)
  })

  test('whose live picture stands still is killed in time, and opened again', async () => {
    const clock = createHandClock()
    const { camera, become, holder } = await make(clock)
    become('stuck')
    const live = start(camera)
    const first = live.next()
    await eventually('the program at the camera', () => holder() !== undefined)
    await clock.advance(8_000)
    expect((await first).value).toMatchObject({ ok: false, fault: { kind: 'hung' } })
    expect((await live.next()).done).toBe(true)
    expect(holder()).toBeUndefined()
    // A slow start is no fault of the camera: the next one gets twice the time.
    const again = start(camera).next()
    await eventually('the program at the camera again', () => holder() !== undefined)
    await clock.advance(15_000)
    expect(holder()).toBeDefined()
    await clock.advance(1_000)
    expect((await again).value).toMatchObject({ ok: false, fault: { kind: 'hung' } })
    become('good')
    expect((await start(camera).next()).value).toMatchObject({ ok: true })
    await camera.close()
    expect(holder()).toBeUndefined()
  })
})
