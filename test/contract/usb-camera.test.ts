import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { usbStand } from '../stand/camera-stand.ts'

const never = new AbortController().signal

test('the camera among the device files is found, its light set, and its own JPEGs are passed on', async () => {
  const { camera, settings, filmed } = await usbStand(createHandClock())
  expect((await camera.preview(never)[Symbol.asyncIterator]().next()).value).toMatchObject({ ok: true })
  expect((await camera.still(never)).ok).toBe(true)
  expect(settings()).toMatch(
    /^-d \S+\/dev\/video1 --set-ctrl auto_exposure=3,exposure_dynamic_framerate=1,white_balance_automatic=1,focus_automatic_continuous=1,power_line_frequency=1\n$/,
  )
  const words = (size: string, rate: number) =>
    new RegExp(
      `-f v4l2 -input_format mjpeg -video_size ${size} -framerate ${rate} -i \\S+/video1 -c:v copy -f mjpeg`,
    )
  const [preview = '', still = ''] = filmed().split('\n')
  expect(preview).toMatch(words('640x480', 15))
  expect(still).toMatch(words('1440x1080', 15))
})

test('a device that a site named is looked at first, and one that is gone is done without', async () => {
  const named = await usbStand(createHandClock(), '/nowhere/video2')
  expect((await named.camera.still(never)).ok).toBe(true)
  expect(named.filmed()).toContain('/dev/video1')
})

test('a picture cut short never becomes a still: after a while of them the camera hangs', async () => {
  const clock = createHandClock()
  const { camera, become, holder } = await usbStand(clock)
  become('cut')
  const taken = camera.still(never)
  while (holder() === undefined) await new Promise((next) => setImmediate(next))
  await clock.advance(8_000)
  expect(await taken).toMatchObject({ ok: false, fault: { kind: 'hung' } })
  expect(holder()).toBeUndefined()
})
