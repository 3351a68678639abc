import { expect, test } from 'vitest'
import { type BoardFacts, unknownFacts } from '../../hal/contract/board-facts.ts'
import type { KeyList } from '../custody/crypto/key-list.ts'
import { whyNotKeeping, whyNotRecording } from './why-not-recording.ts'

const [device, other] = ['rk-0000000001', 'rk-0000000002']
const key = { alg: 'Ed25519', publicKey: '' }
const list = (minimumSoftware: string, revoked: string[] = []): KeyList => {
  return { v: 1, number: 1, authority: key, recipients: [], receiptKeys: [], revoked, minimumSoftware }
}

test.each([
  ['rekam 0.1.0', '0.1.0', undefined],
  ['rekam 0.10.0', '0.9.9', undefined],
  ['rekam 1.0.0', '0.99.99', undefined],
  ['rekam 0.9.10', '0.9.11', 'outdated'],
  ['rekam 0.9.10', '0.10.0', 'outdated'],
  ['of my own making', '0.0.1', 'outdated'],
  ['of my own making', '0.0.0', undefined],
] as const)('%s where at least %s may record: %s', (software, minimum, expected) => {
  expect(whyNotRecording(list(minimum), device, software)).toBe(expected)
})

test('only the kiosk that is named is shut out', () => {
  expect(whyNotRecording(list('0.0.0', [device]), device, 'rekam 0.1.0')).toBe('revoked')
  expect(whyNotRecording(list('0.0.0', [other]), device, 'rekam 0.1.0')).toBeUndefined()
})

test.each<[Partial<BoardFacts>, 'disk-full' | 'disk-broken' | undefined]>([
  [{ freeBytes: () => 199e6 }, 'disk-full'],
  [{ freeBytes: () => 200e6 }, undefined],
  [{ freeBytes: () => 9e9, freeFiles: () => 99 }, 'disk-full'],
  [{ freeBytes: () => 9e9, freeFiles: () => 100, mayWrite: () => true }, undefined],
  [{ freeBytes: () => 9e9, mayWrite: () => false }, 'disk-broken'],
  [{}, undefined],
])('a card that answers so takes nobody in, or does: %#', (facts, expected) => {
  expect(whyNotKeeping({ ...unknownFacts, ...facts }, 200)).toBe(expected)
})
