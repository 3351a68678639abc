import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { assembleRecord, type RecordFormat } from '../../firmware/registry/intake/assemble-record.ts'
import { packetManifest, packetPieces, pngName } from '../stand/packet-pieces.ts'
import { rekamHere as rekam } from './rekam-here.ts'

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
