import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { isRecipient, openSealed, sealToRecipients } from './age-file.ts'

const plain = Buffer.from('NIK dan nama: rahasia')
let registry = ''
let recovery = ''
let recipients: string[] = []

beforeAll(async () => {
  registry = await generateX25519Identity()
  recovery = await generateX25519Identity()
  recipients = await Promise.all([registry, recovery].map((identity) => identityToRecipient(identity)))
})

test('the registry and the recovery key each open what was sealed for both', async () => {
  const sealed = await sealToRecipients(recipients, plain)
  for (const identity of [registry, recovery]) {
    const opened = await openSealed(identity, sealed)
    expect(opened.ok && Buffer.from(opened.value).toString()).toBe(plain.toString())
  }
  expect(Buffer.from(sealed).includes(plain)).toBe(false)
})

test('nobody else opens it', async () => {
  const sealed = await sealToRecipients(recipients, plain)
  expect(await openSealed(await generateX25519Identity(), sealed)).toEqual({
    ok: false,
    fault: { kind: 'cannot-open' },
  })
})

test('with any byte flipped it does not open with either key', async () => {
  const sealed = await sealToRecipients(recipients, plain)
  for (let at = 0; at < sealed.length; at += 1) {
    const flipped = sealed.slice()
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
    for (const identity of [registry, recovery]) {
      const opened = await openSealed(identity, flipped)
      expect([at, opened.ok]).toEqual([at, false])
    }
  }
})

test('cut short anywhere it does not open', async () => {
  const sealed = await sealToRecipients(recipients, plain)
  for (let length = 0; length < sealed.length; length += 7) {
    expect((await openSealed(registry, sealed.subarray(0, length))).ok).toBe(false)
  }
})

test('sealing the same bytes twice gives different files', async () => {
  const [one, two] = [await sealToRecipients(recipients, plain), await sealToRecipients(recipients, plain)]
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false)
})

test('sealing for nobody is a bug, not an open file', async () => {
  await expect(sealToRecipients([], plain)).rejects.toThrow('sealing needs a recipient')
})

test('only what age-keygen prints as a recipient is one', () => {
  for (const recipient of recipients) expect(isRecipient(recipient)).toBe(true)
  expect(isRecipient(registry)).toBe(false)
  fc.assert(fc.property(fc.string(), (text) => !isRecipient(text)))
})
