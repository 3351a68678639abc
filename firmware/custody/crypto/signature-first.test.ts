import { expect, test, vi } from 'vitest'
import { authority, standKeyList } from '../../../test/stand/stick-transfer-stand.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { readBatch } from '../chain/batch.ts'
import { readErasure } from '../chain/erasure.ts'
import { readReceipt } from '../chain/receipt.ts'
import { readDeviceList } from './device-list.ts'
import { readKeyList } from './key-list.ts'
import type { SignedDocument } from './signed-document.ts'
import { createSigningKey } from './signing-key.ts'

vi.mock('../../core/json-from.ts', { spy: true })

const stranger = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(77) })
const device = 'rk-0123456789'
const bytes = new Uint8Array(Buffer.from(`{"device":"${device}","v":1}`))
const keys = [authority.publicKey]

const readers: readonly [string, (document: SignedDocument) => { readonly ok: boolean }][] = [
  ['a receipt', ({ signature }) => readReceipt(bytes, signature, keys)],
  ['a batch', ({ signature }) => readBatch(bytes, signature, () => authority.publicKey)],
  ['an erasure', (document) => readErasure(document, authority.publicKey)],
  ['a later key list', (document) => readKeyList(standKeyList, document)],
  ['a first list of devices', (document) => readDeviceList(undefined, document, standKeyList.authority)],
]

test.each(readers)('of %s that no known key has signed nothing is parsed', (_, read) => {
  for (const signature of ['', stranger.sign('receipt', bytes), 'x'.repeat(88)]) {
    vi.mocked(jsonFrom).mockClear()
    expect(read({ bytes, signature })).toEqual({ ok: false, fault: { kind: 'bad-signature' } })
    expect(jsonFrom).not.toHaveBeenCalled()
  }
})
