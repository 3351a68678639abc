import { expect, test } from 'vitest'
import { kiosks } from '../../../test/stand/intake-stand.ts'
import { announceUpload, readUpload, type UploadWords } from './upload.ts'

const { own, neighbour, unknown } = kiosks
const publicKeyOf = (device: string) =>
  [own, neighbour].find((kiosk) => kiosk.device === device)?.key.publicKey
const facts = {
  device: own.device,
  seq: 7,
  batch: 'b'.repeat(16),
  name: `${'a'.repeat(64)}.packet`,
  bytes: 12,
  sha256: 'c'.repeat(64),
}
const words = announceUpload(facts, own.key)

test('an announcement is read as it was made', () => {
  expect(readUpload(words, 12, publicKeyOf)).toEqual({ ok: true, value: { v: 1, ...facts } })
})

test.each<[string, Partial<UploadWords>, number?]>([
  ['by nobody', { signature: '' }],
  ['by a neighbour', { device: neighbour.device }],
  ['by a kiosk that nobody knows', announceUpload({ ...facts, device: unknown.device }, unknown.key)],
  ['for another number', { seq: '8' }],
  ['for another batch', { batch: 'd'.repeat(16) }],
  ['for another name', { name: 'batch.sig' }],
  ['for another content', { sha256: 'd'.repeat(64) }],
  ['for another size', {}, 13],
])('an announcement %s is none', (_, changes, bytes = 12) => {
  const fault = { kind: 'bad-signature' }
  expect(readUpload({ ...words, ...changes }, bytes, publicKeyOf)).toEqual({ ok: false, fault })
})

test.each<[string, Record<string, string | null | undefined>]>([
  ['a path for a name', { name: '../batch.json' }],
  ['a number with a sign', { seq: '+7' }],
  ['no number', { seq: undefined }],
  ['no content', { sha256: null }],
])('%s is no announcement', (_, changes) => {
  expect(readUpload({ ...words, ...changes }, 12, publicKeyOf)).toMatchObject({
    fault: { kind: 'malformed' },
  })
})
