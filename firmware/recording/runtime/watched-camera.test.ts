import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { CameraHand } from '../../../sim/world/camera-hand.ts'
import { createMemoryLog } from '../../core/log/log.ts'
import { watchedCamera } from './watched-camera.ts'

const never = new AbortController().signal

test('what goes wrong with the camera is told once until it works again', async () => {
  const clock = createHandClock()
  const hand = new CameraHand(clock, Uint8Array.of(0xff, 0xd8))
  const { log, events } = createMemoryLog()
  const camera = watchedCamera(hand, log)
  const still = (signal = never) => clock.runUntil(camera.still(signal))
  hand.unplug()
  await still()
  await still(AbortSignal.abort())
  await camera.preview(never)[Symbol.asyncIterator]().next()
  expect(events.map(({ facts }) => facts)).toEqual([{ fault: 'absent' }])
  hand.plug()
  expect((await still()).ok).toBe(true)
  hand.unplug()
  await still()
  expect(events.length).toBe(2)
})
