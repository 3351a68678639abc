import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { decodeJpeg } from '../../boards/assembly/decode-jpeg.ts'
import { assembleRecord, type RecordFormat } from '../../firmware/registry/intake/assemble-record.ts'
import { decodeCbeff } from '../cbeff-decoder.ts'
import { packetManifest, packetPieces, pngName } from '../stand/packet-pieces.ts'
import { standPhoto } from '../stand/record-stand.ts'
import { rekamHere as rekam } from './rekam-here.ts'

const hasFfmpeg = existsSync('/usr/bin/ffmpeg')
if (!hasFfmpeg) console.warn('SKIPPED: no /usr/bin/ffmpeg, no stranger reads the JPEG 2000 of a record')

let folder = ''
const write = (...words: string[]) => rekam('record', 'write', folder, ...words)

/** A student's folder as intake leaves it, without a record. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-student-'))
  for (const { name, bytes } of packetPieces()) writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, 'packet.json'), JSON.stringify(packetManifest, undefined, 2))
})

function expected(format: RecordFormat): Buffer {
  const record = assembleRecord(packetManifest, packetPieces(), undefined, format)
  return Buffer.from(record.ok ? record.value : [])
}

test('a record is written again from the folder, in either format, where asked or beside the pieces', async () => {
  const before = readdirSync(folder)
  expect(await write()).toMatchObject({ code: 0, said: '' })
  expect(await write('--format', 'cbeff')).toMatchObject({ code: 0, said: '' })
  const out = join(folder, 'elsewhere', 'siswa.xml')
  expect(await write('--format', 'cbeff', '--out', out)).toMatchObject({ code: 0 })
  expect(readdirSync(folder)).toEqual([...before, 'elsewhere', 'record.an2', 'record.cbeff.xml'].sort())
  expect(readFileSync(join(folder, 'record.an2')).equals(expected('an2'))).toBe(true)
  for (const file of [join(folder, 'record.cbeff.xml'), out])
    expect(readFileSync(file).equals(expected('cbeff'))).toBe(true)
  expect((await rekam('record', 'show', join(folder, 'record.an2'))).code).toBe(0)
})

test.skipIf(!hasFfmpeg)(
  'for MOSIP every image is JPEG 2000, in which each sample is what it was',
  async () => {
    writeFileSync(join(folder, 'face.jpg'), standPhoto(240, 320))
    expect(await write('--format', 'mosip')).toMatchObject({ code: 0, said: '' })
    const [face, ...fingers] = decodeCbeff(readFileSync(join(folder, 'record.mosip.xml')))
    expect(face?.record?.fields).toMatchObject({ dataType: 2, colour: 1, width: 240, height: 320 })
    const samples = (image: Uint8Array = Buffer.alloc(0), kind: string, format: string) => {
      const words = ['-loglevel', 'error', '-f', 'image2pipe', '-c:v', kind, '-i', '-', '-f', 'rawvideo']
      const options = { input: image, maxBuffer: 2 ** 24 }
      return execFileSync('ffmpeg', [...words, '-pix_fmt', format, '-'], options)
    }
    const photo = decodeJpeg(readFileSync(join(folder, 'face.jpg')))
    expect(samples(face?.record?.image, 'jpeg2000', 'rgb24').equals(photo?.pixels ?? Buffer.alloc(0))).toBe(
      true,
    )
    for (const position of [1, 2, 3, 6, 7, 8]) {
      const { record } = fingers[position - 1] ?? {}
      expect(record?.fields).toMatchObject({
        compression: 5,
        captureRateX: 508,
        imageRateX: 508,
        bitDepth: 8,
      })
      const png = samples(readFileSync(join(folder, pngName(position))), 'png', 'gray')
      expect(samples(record?.image, 'jpeg2000', 'gray').equals(png)).toBe(true)
    }
    expect(fingers.map(({ others }) => others['EXCEPTION_REASON']).filter(Boolean)).toEqual([
      'missing',
      'bandaged',
      'unreadable',
      'declined',
    ])
  },
)

test('for MOSIP a sensor of 450 dpi gives no record, and one sentence that says so', async () => {
  const sensor = { ...packetManifest.sensor, model: 'GT-521F52', dpi: 450 }
  writeFileSync(join(folder, 'packet.json'), JSON.stringify({ ...packetManifest, sensor }))
  writeFileSync(join(folder, 'face.jpg'), standPhoto(240, 320))
  const said = expect.stringContaining('resolusi sensor 450 dpi, MOSIP menerima 490 sampai 1010 dpi')
  expect(await write('--format', 'mosip')).toMatchObject({ code: 1, out: '', said })
  expect(await write('--format', 'cbeff')).toMatchObject({ code: 0 })
})

test.each([
  ['without a packet.json', 'packet.json', undefined, 'Ini bukan folder siswa.'],
  ['with a torn packet.json', 'packet.json', '{', 'packet.json rusak'],
  ['without a photo', 'face.jpg', undefined, 'face.jpg tidak ada'],
  ['with a torn journal', 'visit.jsonl', '{"type":"kept"}\n', 'visit.jsonl rusak'],
  ['with a finger too few', pngName(2), undefined, 'jari 2 tidak ada dan tanpa alasan'],
  ['with a piece too large', pngName(2), Buffer.alloc(16 * 1024 * 1024 + 1), `${pngName(2)} terlalu besar`],
])('a folder %s gives no record, and one sentence', async (_what, name, content, words) => {
  rmSync(join(folder, name))
  if (content !== undefined) writeFileSync(join(folder, name), content)
  const before = readdirSync(folder)
  expect(await write('--format', 'cbeff')).toMatchObject({
    code: 1,
    out: '',
    said: expect.stringContaining(words),
  })
  expect(readdirSync(folder)).toEqual(before)
})

test('a folder that is not there is said to be so, and an unknown format is wrong use', async () => {
  expect(await rekam('record', 'write', join(folder, 'none'))).toMatchObject({ code: 1, out: '' })
  expect(await write('--format', 'pdf')).toMatchObject({ code: 2 })
})
