import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { everySpoiling } from '../../../test/stand/every-spoiling.ts'
import { deviceIdentity } from './device-identity.ts'
import { type DeviceList, enrolmentOf, readDeviceList, signDeviceList } from './device-list.ts'
import { type KeyList, readKeyList, signKeyList } from './key-list.ts'
import { ed25519 } from './public-key.ts'
import { documentBytes, type SignedDocument } from './signed-document.ts'
import { createSigningKey, type SigningKey } from './signing-key.ts'

const keyOf = (seed: number) => createSigningKey({ bytes: (count) => new Uint8Array(count).fill(seed) })
const [authority, next, stranger] = [keyOf(1), keyOf(2), keyOf(3)]
const nameOf = ({ publicKey }: SigningKey) => ({ alg: ed25519, publicKey })
const recipients = [await identityToRecipient(await generateX25519Identity())]

function listOf(number: number, changes: Partial<KeyList> = {}): KeyList {
  return {
    v: 1,
    number,
    authority: nameOf(authority),
    recipients,
    receiptKeys: [nameOf(keyOf(9))],
    revoked: [],
    minimumSoftware: '0.1.0',
    ...changes,
  }
}

const current = listOf(5)
const signed = (list: KeyList, by = authority) => signKeyList(list, by)
const es256 = { alg: 'ES256', publicKey: Buffer.alloc(33, 2).toString('base64') }

const recipientsOf = (count: number) => Array.from({ length: count }, () => recipients[0] ?? '')

// Signed unchanged: the signer of this house writes only what it would read.
function signedUnchecked(list: KeyList): SignedDocument {
  return signedBytes(documentBytes(list))
}

function signedBytes(bytes: Uint8Array): SignedDocument {
  return { bytes, signature: authority.sign('key-list', bytes) }
}

const answers: readonly [string, string, SignedDocument][] = [
  ['with the next number', 'taken', signed(listOf(6))],
  ['that skips numbers', 'taken', signed(listOf(60))],
  ['that is the one in force', 'taken', signed(current)],
  ['that names the next authority', 'taken', signed(listOf(6, { authority: nameOf(next) }))],
  [
    'with a receipt key of a kind to come',
    'taken',
    signed(listOf(6, { receiptKeys: [es256, nameOf(next)] })),
  ],
  ['with four recipients', 'taken', signedUnchecked(listOf(6, { recipients: recipientsOf(4) }))],
  ['with five recipients', 'malformed', signedUnchecked(listOf(6, { recipients: recipientsOf(5) }))],
  ['without a recipient', 'malformed', signedUnchecked(listOf(6, { recipients: [] }))],
  ['with a lower number', 'older', signed(listOf(4))],
  [
    'with the same number and another content',
    'contradicts',
    signed(listOf(5, { revoked: ['rk-0123456789'] })),
  ],
  ['signed by a stranger', 'bad-signature', signed(listOf(6), stranger)],
  [
    'signed by the authority that it names itself',
    'bad-signature',
    signed(listOf(6, { authority: nameOf(next) }), next),
  ],
  [
    'signed as another kind of list',
    'bad-signature',
    { bytes: documentBytes(listOf(6)), signature: authority.sign('device-list', documentBytes(listOf(6))) },
  ],
  ['of a version to come', 'unknown-version', signedBytes(Buffer.from('{"v":2}'))],
  ['that is no list', 'malformed', signedBytes(Buffer.from('<html>'))],
  ['that nobody signed', 'bad-signature', { bytes: Buffer.from('<html>'), signature: '' }],
  ['with blanks in it', 'malformed', signedBytes(Buffer.from(JSON.stringify(listOf(6), undefined, 1)))],
]

test.each(answers)('a key list %s is: %s', (_what, expected, document) => {
  const read = readKeyList(current, document)
  expect(read.ok ? 'taken' : read.fault.kind).toBe(expected)
})

test('after a change of authority only the new one signs, and the list in force is still known', () => {
  const handover = listOf(6, { authority: nameOf(next) })
  expect(readKeyList(handover, signed(handover)).ok).toBe(true)
  expect(readKeyList(handover, signed(listOf(7, { authority: nameOf(next) }), next)).ok).toBe(true)
  expect(readKeyList(handover, signed(listOf(7)))).toMatchObject({ fault: { kind: 'bad-signature' } })
})

test('the first list of all must be signed by the authority that it names', () => {
  expect(readKeyList(undefined, signed(listOf(3))).ok).toBe(true)
  expect(readKeyList(undefined, signed(listOf(3), stranger)).ok).toBe(false)
  expect(readKeyList(undefined, signed(listOf(3, { authority: es256 }))).ok).toBe(false)
})

test('every truncation and every flipped bit of both lists is refused', () => {
  const devices: DeviceList = {
    v: 1,
    number: 2,
    authority: nameOf(authority),
    devices: [{ ...enrolmentOf(deviceIdentity(keyOf(7)), '30300001'), lastSeq: 4 }],
  }
  const lists = [
    [signed(listOf(6)), (document: SignedDocument) => readKeyList(current, document)],
    [signDeviceList(devices, authority), (document: SignedDocument) => readDeviceList(undefined, document)],
  ] as const
  for (const [{ bytes, signature }, read] of lists) {
    expect(read({ bytes, signature }).ok).toBe(true)
    for (const [how, spoiled] of everySpoiling(bytes)) {
      expect([how, read({ bytes: spoiled, signature }).ok]).toEqual([how, false])
    }
  }
})

test('a device under a name that is not of its key, or twice, makes no list', () => {
  const known = enrolmentOf(deviceIdentity(keyOf(7)), '30300001')
  const list = (devices: DeviceList['devices']): DeviceList => {
    return { v: 1, number: 1, authority: nameOf(authority), devices }
  }
  expect(() => signDeviceList(list([known, known]), authority)).toThrow()
  expect(() => signDeviceList(list([{ ...known, device: 'rk-0123456789' }]), authority)).toThrow()
})
