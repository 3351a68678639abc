import { getEventListeners } from 'node:events'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { eventually } from '../eventually.ts'
import { ribbonStand, usbStand } from '../stand/camera-stand.ts'

const cycles = 200

/** The holdings of this process: open files and sockets, children, timers, and listeners to a signal. */
function held(signal: AbortSignal) {
  const resources = process.getActiveResourcesInfo()
  const count = (kind: string) => resources.filter((one) => one === kind).length
  return {
    files: readdirSync('/proc/self/fd').length,
    processes: count('ProcessWrap'),
    pipes: count('PipeWrap'),
    timers: count('Timeout'),
    listeners: getEventListeners(signal, 'abort').length,
  }
}

/** The same once the last program has been seen off. */
async function heldAtRest(signal: AbortSignal) {
  await eventually('no program any more', () => held(signal).processes === 0)
  return held(signal)
}

test.each([
  ['a ribbon camera', ribbonStand],
  ['a USB camera', usbStand],
] as const)('%s is unplugged and plugged in again 200 times, and nothing is left behind', async (_, make) => {
  const { camera, become, holder } = await make(createRealClock())
  const { signal } = new AbortController()
  let [pictures, stills, faults] = [0, 0, 0]
  const cycle = async (at: number) => {
    become('good')
    for await (const picture of camera.preview(signal)) {
      if (picture.ok) {
        pictures += 1
        become('absent')
      } else faults += Number(picture.fault.kind === 'absent')
    }
    // Some come back just for a photo.
    if (at % 4 !== 0) return
    faults += Number(!(await camera.still(signal)).ok)
    become('good')
    stills += Number((await camera.still(signal)).ok)
  }
  for (let at = 0; at < 4; at += 1) await cycle(at)
  await camera.close()
  const before = await heldAtRest(signal)
  for (let at = 0; at < cycles; at += 1) await cycle(at)
  await camera.close()
  expect(pictures).toBeGreaterThanOrEqual(cycles)
  expect([stills, faults]).toEqual([1 + cycles / 4, 4 + cycles + 1 + cycles / 4])
  expect(holder()).toBeUndefined()
  const after = await heldAtRest(signal)
  // The runner of the tests has timers of its own.
  expect(after).toEqual({ ...before, timers: expect.any(Number) })
  expect(after.timers).toBeLessThan(before.timers + 5)
})
