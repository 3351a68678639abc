import { expect, test } from 'vitest'
import { videoNodeTexts } from '../../../test/stand/v4l2-texts.ts'
import { choosePreview, chooseStill } from './choose-picture.ts'
import { readVideoNode, type VideoNode } from './v4l2-text.ts'

const [scaler, camera, metadata] = videoNodeTexts.map(readVideoNode) as [VideoNode, VideoNode, VideoNode]
const everything = 1e9

test('a camera is told from its metadata and from a scaler', () => {
  expect([camera.card, camera.bus, camera.captures]).toEqual([
    'HD Pro Webcam C920',
    'usb-0000:01:00.0-1.3',
    true,
  ])
  expect([metadata.bus, metadata.captures, metadata.formats.flatMap(({ sizes }) => sizes)]).toEqual([
    camera.bus,
    false,
    [],
  ])
  expect([scaler.bus, scaler.captures, choosePreview(scaler)]).toEqual([
    'platform:bcm2835-isp',
    true,
    undefined,
  ])
})

test('formats come with their sizes and rates', () => {
  expect(camera.formats[1]).toEqual({
    fourcc: 'MJPG',
    sizes: [
      { widthPx: 640, heightPx: 480, rates: [30, 15, 7.5] },
      { widthPx: 320, heightPx: 240, rates: [30] },
      { widthPx: 1920, heightPx: 1080, rates: [30, 5] },
      { widthPx: 1440, heightPx: 1080, rates: [15] },
    ],
  })
})

test('controls that cannot be set just now are left out', () => {
  expect([...camera.controls.keys()]).toEqual([
    'brightness',
    'white_balance_automatic',
    'gain',
    'power_line_frequency',
    'auto_exposure',
    'exposure_dynamic_framerate',
    'focus_automatic_continuous',
  ])
  expect(camera.controls.get('power_line_frequency')).toEqual({ least: 0, most: 2 })
})

test('the live picture is small and moves, the still is as high as is wanted and no wider than it must be', () => {
  const asked = { format: 'mjpeg', isJpeg: true }
  expect(choosePreview(camera)).toEqual({ ...asked, widthPx: 640, heightPx: 480, rate: 15 })
  expect(chooseStill(camera, everything)).toEqual({ ...asked, widthPx: 1440, heightPx: 1080, rate: 15 })
  expect(chooseStill(camera, 1_000_000)).toEqual({ ...asked, widthPx: 640, heightPx: 480, rate: 30 })
})

test('a camera without JPEGs gives what it has', () => {
  const plain = { ...camera, formats: camera.formats.slice(0, 1) }
  expect(chooseStill(plain, everything)).toEqual({
    format: 'yuyv422',
    isJpeg: false,
    widthPx: 2304,
    heightPx: 1536,
    rate: 2,
  })
  expect(choosePreview({ ...camera, formats: [{ fourcc: 'H264', sizes: [] }] })).toBeUndefined()
})
