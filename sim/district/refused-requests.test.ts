import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { announced, metadataHeader } from '../../test/stand/announced.ts'
import { kiosks, openDesk } from '../../test/stand/intake-stand.ts'
import { openOffice } from '../../test/stand/open-office.ts'
import type { District } from './district.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-refusing-'))
const http = createNodeHttp()
const never = new AbortController().signal
const { device } = kiosks.own
let office: District

beforeAll(async () => {
  office = await openOffice(folder, openDesk(createNodeDisk(join(folder, 'out'))))
})

afterAll(async () => {
  http.close()
  await office.close()
})

/** Announces a file of one byte. */
async function announce(words: Readonly<Record<string, string>>): Promise<number | undefined> {
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-length': '1',
    'upload-metadata': metadataHeader(words),
  }
  const answer = await http.send({ method: 'POST', url: `${office.url}tus`, headers }, never)
  return answer.ok ? answer.value.status : undefined
}

test.each([
  [{ device: '../../etc', seq: '1', name: 'batch.json' }],
  [{ device, seq: '0', name: 'batch.json' }],
  [{ device, seq: '1', name: '../batch.json' }],
  [{ device, seq: '1', name: 'notes.txt' }],
  [{ name: 'batch.json' }],
])('an upload called %j is refused', async (words) => {
  expect(await announce(words)).toBe(400)
  expect(readdirSync(join(folder, 'store'))).toEqual([])
})

test('a place is not kept for an upload that its kiosk has not announced', async () => {
  const words = announced(kiosks.own, 'b'.repeat(16), 'batch.json', Buffer.from('x'))
  expect(await announce({ ...words, name: 'batch.sig' })).toBe(403)
  expect(readdirSync(join(folder, 'store'))).toEqual([])
  expect(await announce(words)).toBe(201)
})

test.each([
  'receipt/../keys/office.json',
  'receipt/%2e%2e/x',
  `receipt/${device}-000009.receipt.json`,
  'receipt/',
])('nothing but receipts is served: %s', async (path) => {
  const answer = await http.send({ method: 'GET', url: `${office.url}${path}` }, never)
  expect(answer.ok && answer.value.status).toBe(404)
})
