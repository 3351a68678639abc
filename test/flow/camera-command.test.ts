import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeJpeg } from '../../boards/assembly/decode-jpeg.ts'
import { rekam } from './rekam-command.ts'

const data = mkdtempSync(join(tmpdir(), 'rekam-camera-command-'))

test('a photo lands in a file, and how fast the camera is can be read by a machine', () => {
  const photo = join(data, 'photo.jpg')
  expect(rekam('camera', 'still', '--data', data, '--out', photo).code).toBe(0)
  expect(decodeJpeg(readFileSync(photo))).toMatchObject({ widthPx: 720, heightPx: 960 })
  const preview = rekam('camera', 'preview', '--data', data, '--pictures', '4', '--json')
  const { pictures, firstMs, everyMs, handOverMs } = JSON.parse(preview.out)
  expect([preview.code, pictures]).toEqual([0, 4])
  for (const ms of [firstMs, everyMs, handOverMs]) expect(ms).toBeGreaterThan(0)
})

test('a USB camera that is not there is told from one that nobody can ask', () => {
  writeFileSync(join(data, 'board.toml'), '[camera]\nkind = "usb"\ndevice = "/dev/video99"\n')
  const still = rekam('camera', 'still', '--data', data)
  expect(still.code).toBe(3)
  // Without `v4l2-ctl` it cannot be looked for.
  expect(still.said).toMatch(/Kamera tidak ditemukan|Program kamera tidak terpasang/)
})
