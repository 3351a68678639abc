import { expect, test } from 'vitest'
import { cameraFaultOf } from './camera-complaint.ts'

test.each([
  ['ERROR: the camera: Device or resource busy', { kind: 'busy' }],
  ['failed to acquire camera /base/soc/i2c0mux', { kind: 'busy' }],
  ['Pipeline handler in use by another process', { kind: 'busy' }],
  ['Cannot open device /dev/video0, exiting.', { kind: 'absent' }],
  ['ERROR: *** no cameras available ***', { kind: 'absent' }],
  ['/dev/video9: No such file or directory', { kind: 'absent' }],
])('%s', (complaint, fault) => {
  expect(cameraFaultOf(1, complaint)).toEqual(fault)
})

test('a program that is not installed is missing, whatever the shell says', () => {
  expect(cameraFaultOf(127, 'sh: rpicam-still: No such file or directory')).toEqual({ kind: 'missing' })
})

test('of a complaint that nobody knows the last line is told, printable and short', () => {
  const told = cameraFaultOf(3, `first\n\u001b[31m${'x'.repeat(200)}\n`)
  expect(told).toEqual({ kind: 'failed', exitCode: 3, detail: `?[31m${'x'.repeat(115)}` })
  expect(cameraFaultOf(3, '')).toEqual({ kind: 'failed', exitCode: 3, detail: '' })
})
