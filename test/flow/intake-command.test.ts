import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { enrolmentOf, signDeviceList } from '../../firmware/custody/crypto/device-list.ts'
import { ed25519 } from '../../firmware/custody/crypto/public-key.ts'
import { readSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { holdFolder } from '../../hal/linux/hold-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { kiosks, ownSchool, putBatch } from '../stand/intake-stand.ts'
import { packetPress } from '../stand/packet-press.ts'
import { rekamHere as rekam } from './rekam-here.ts'

/** The registry's desk: keys that change, a student without a record, and an account of it all. */
describe('rekam intake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-intake-'))
  const at = (path: string) => join(folder, path)
  const out = at('out')
  const earlier = at('earlier.identity')
  let prev: string | undefined
  let seq = 0

  const office = ['--signing-key', at('office/receipt.key'), '--devices', at('devices.json'), '--out', out]
  const intake = (mail: string, ...words: string[]) =>
    rekam('intake', at(mail), '--identity', at('office/registry.identity'), earlier, ...office, ...words)
  const audit = () => rekam('audit', out, '--key-list', at('office/key-list.json'), '--json')

  /** One more batch of the kiosk, a student in it. */
  async function put(mail: string, student: number, recipients: readonly string[], wallMs?: number) {
    const press = await packetPress(recipients, 100, wallMs === undefined ? {} : { wallMs })
    seq += 1
    const facts = prev === undefined ? {} : { seq, prev }
    const put = await putBatch(createNodeDisk(at(mail)), [press(kiosks.own, student)], facts)
    prev = put.hash
    return put
  }
  const recipientNow = async () =>
    identityToRecipient(readFileSync(at('office/registry.identity'), 'utf8').trim().split('\n').at(-1) ?? '')
  let recipientThen = ''

  beforeAll(async () => {
    await rekam('keygen', '--out', at('office'))
    const identity = await generateX25519Identity()
    recipientThen = await identityToRecipient(identity)
    writeFileSync(earlier, `# created: 2025-11-24\n# public key: ${recipientThen}\n${identity}\n`)
    const authority = readSigningKey(readFileSync(at('office/authority.key'), 'utf8'))
    if (!authority) throw new Error('no authority')
    const devices = [enrolmentOf(kiosks.own, ownSchool)]
    const list = {
      v: 1,
      number: 1,
      authority: { alg: ed25519, publicKey: authority.publicKey },
      devices,
    } as const
    const signed = signDeviceList({ ...list, devices: [...devices] }, authority)
    writeFileSync(at('devices.json'), signed.bytes)
    writeFileSync(at('devices.sig'), signed.signature)
  })

  test('opens what was sealed for either of two identities', async () => {
    await put('first', 1, [recipientThen])
    await put('first', 2, [await recipientNow()])
    const { code, out: printed, said } = await intake('first', '--json', '--operator', 'Ibu Rina')
    expect([code, said]).toEqual([0, expect.stringMatching(/1 diterima, 0 ditolak/)])
    const { batches } = JSON.parse(printed)
    expect(batches).toMatchObject([1, 2].map((number) => ({ seq: number, accepted: 1, again: false })))
  })

  test('the same again is told as answered before, with what was answered', async () => {
    const { code, said } = await intake('first')
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('sudah dijawab sebelumnya (1 diterima, 0 ditolak)'),
    ])
  })

  test('a student without a record is counted, with the reason, and the exit code says so', async () => {
    await put('second', 3, [recipientThen], Date.UTC(2101, 0, 1))
    const { code, out: printed, said } = await intake('second', '--json')
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('diterima tanpa rekaman: 1 (bad-clock), 0 ditolak'),
    ])
    const withoutRecord = [{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), reason: 'bad-clock' }]
    expect(JSON.parse(printed).batches).toMatchObject([{ accepted: 1, withoutRecord }])
    const receipt = readFileSync(join(out, `receipt/${kiosks.own.device}-000003.receipt.json`), 'utf8')
    expect(JSON.parse(receipt)).toMatchObject({ withoutRecord })
  })

  test('a manifest of a gigabyte costs nothing', async () => {
    const { directory } = await put('third', 4, [recipientThen])
    truncateSync(join(at('third'), directory, 'batch.json'), 2 ** 30)
    const before = process.memoryUsage().rss
    const { code, said } = await intake('third')
    expect([code, said]).toEqual([1, expect.stringContaining('too-large')])
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 28)
  })

  test('a pipe that is called batch.json is told, and nobody waits for it', async () => {
    mkdirSync(at('fourth'))
    execFileSync('mkfifo', [at('fourth/batch.json')])
    const { code, said } = await intake('fourth')
    expect([code, said]).toEqual([1, expect.stringContaining('empty-manifest')])
  })

  test('a second intake at the same time is told that one is running', async () => {
    const hold = await holdFolder(out)
    if (!hold.ok) throw new Error(hold.fault.kind)
    const { code, said } = await intake('first')
    hold.value.release()
    expect([code, said]).toEqual([1, expect.stringContaining('pemasukan lain sedang berjalan')])
  })

  test('the account has every answer and every refusal, in one chain', async () => {
    const { code, out: printed, said } = await audit()
    expect([code, said]).toEqual([0, '4 baris, semua ditandatangani dan bersambung.\n'])
    const { entries } = JSON.parse(printed)
    expect(
      entries.map(({ operator, seq: number }: { operator: string; seq?: number }) => [operator, number]),
    ).toEqual(expect.arrayContaining([['Ibu Rina', 1]]))
    expect(entries.at(-1)).toMatchObject({ outcome: { refused: 'too-large' } })
    const path = join(out, 'audit/000001.audit')
    writeFileSync(path, readFileSync(path, 'utf8').replace('Ibu Rina', 'Ibu Rani'))
    expect(await audit()).toMatchObject({ code: 1, said: expect.stringContaining('baris 1 diubah') })
  })

  test('a file that is no identity is named', async () => {
    const { code, said } = await intake('first', '--identity', at('devices.json'))
    expect([code, said]).toEqual([1, expect.stringContaining('devices.json: bukan identitas age')])
  })
})
