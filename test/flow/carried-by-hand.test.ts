import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { issueStudentReceipt } from '../../firmware/custody/chain/issue-student-receipt.ts'
import { deviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { readSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { readStudentRecord } from '../../firmware/registry/record/read-student-record.ts'
import { decodeCbeff } from '../cbeff-decoder.ts'
import { startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { prepareBox } from './prepare-box.ts'
import { approve, checkCode, giveAssentPhotoSignature, identify } from './record-student.ts'
import { rekamHere as rekam } from './rekam-here.ts'

const hasAge = existsSync('/usr/bin/age')
if (!hasAge) console.warn('SKIPPED: no /usr/bin/age, packets are not opened with standard tools')

/** A school without a link: keys from the office, a list, a kiosk, and batches in somebody's pocket. */
describe('without any link', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-pocket-'))
  const at = (path: string) => join(folder, path)
  const data = at('kiosk')
  let enrolled = { device: '', publicKey: '', school: '' }
  let receiptCode = ''
  let waiting: unknown
  const registry = ['--identity', at('office/registry.identity'), '--signing-key', at('office/receipt.key')]
  const intake = async (out = at('opened'), ...more: readonly string[]) => {
    const devices = ['--devices', at('office/devices.json')]
    const words = [at('stick'), ...registry, ...devices, '--out', out, '--json', ...more]
    return JSON.parse((await rekam('intake', ...words)).out)
  }

  beforeAll(async () => {
    enrolled = await prepareBox(folder, data, '--unlock', 'none', '--letter', 'B', '--zone', 'Asia/Jayapura')
    const desk = await startDesk(data)
    const panel = await openPanelClient(desk.url)
    await identify(panel, '0091234567', '05112009')
    await giveAssentPhotoSignature(panel)
    receiptCode = await approve(panel)
    waiting = {
      atKiosk: await checkCode(panel, receiptCode),
      byCommand: await rekam('receipt', 'check', receiptCode, '--data', data, '--json'),
    }
    const { code, said: refused } = await rekam('batch', 'close', '--data', data)
    expect([code, refused]).toEqual([1, expect.stringContaining('Hentikan kios dulu')])
    panel.close()
    await desk.interrupt()
  })

  test('while the kiosk runs, the student and a technician learn that the record is kept', () => {
    expect(waiting).toEqual({
      atKiosk: ['Rekamanmu tersimpan di kios ini', 'Belum dikirim ke Dukcapil.', 'Cek lagi besok.'],
      byCommand: { code: 0, out: '{"kind":"waiting"}\n', said: '' },
    })
  })

  test('the office makes its keys once; private ones are for their owner alone', async () => {
    expect((await rekam('keygen', '--out', at('office'))).code).toBe(2)
    for (const name of ['registry.identity', 'recovery.identity', 'receipt.key'])
      expect(statSync(at(`office/${name}`)).mode & 0o077).toBe(0)
  })

  test('a batch is closed, listed and verified', async () => {
    expect(await rekam('batch', 'close', '--data', data)).toMatchObject({ code: 0 })
    const listed = JSON.parse((await rekam('batch', 'list', '--data', data, '--json')).out)
    expect(listed).toMatchObject({ device: enrolled.device, openPackets: 0 })
    expect(listed.batches).toMatchObject([{ seq: 1, packets: 1, state: 'waiting' }])
    cpSync(join(data, 'spool/batch/000001'), at(`stick/${enrolled.device}/1`), { recursive: true })
    const key = ['--public-key', enrolled.publicKey]
    expect((await rekam('batch', 'verify', at(`stick/${enrolled.device}/1`), ...key)).code).toBe(0)
    cpSync(at(`stick/${enrolled.device}/1`), at('torn'), { recursive: true })
    writeFileSync(at(`torn/${packetName()}`), 'torn')
    expect(await rekam('batch', 'verify', at('torn'), ...key)).toMatchObject({ code: 1 })
  })

  test('nothing on the stick names the student', () => {
    const files = readdirSync(at('stick'), { recursive: true, withFileTypes: true })
    for (const file of files.filter((one) => one.isFile())) {
      const text = `${file.name}${readFileSync(join(file.parentPath, file.name)).toString('latin1')}`
      for (const secret of ['SITI', '6311064511090001', '0091234567', '2009-11-05'])
        expect(text.includes(secret)).toBe(false)
    }
  })

  test('a packet is verified, and opened with the identity of the office only', async () => {
    const packet = at(`stick/${enrolled.device}/1/${packetName()}`)
    const key = ['--public-key', enrolled.publicKey]
    expect((await rekam('packet', 'verify', packet, ...key)).code).toBe(0)
    const open = (identity: string, out: string) =>
      rekam('packet', 'open', packet, ...key, '--identity', at(`office/${identity}`), '--out', at(out))
    expect((await open('registry.identity', 'one')).code).toBe(0)
    expect((await open('recovery.identity', 'two')).code).toBe(0)
    expect(readdirSync(at('one')).sort()).toEqual(readdirSync(at('two')).sort())
    expect(JSON.parse(readFileSync(at('one/person.json'), 'utf8')).nisn).toBe('0091234567')
    await rekam('keygen', '--out', at('stranger'))
    writeFileSync(at('office/stranger.identity'), readFileSync(at('stranger/registry.identity')))
    expect((await open('stranger.identity', 'three')).code).toBe(1)
  })

  test.skipIf(!hasAge)('a packet opens with nothing but tar and age, for both keys', () => {
    mkdirSync(at('untarred'))
    execFileSync('tar', ['xf', at(`stick/${enrolled.device}/1/${packetName()}`)], { cwd: at('untarred') })
    const sealed = readdirSync(at('untarred')).filter((name) => name.endsWith('.age'))
    expect(sealed.length).toBe(15)
    for (const identity of ['registry.identity', 'recovery.identity']) {
      for (const name of sealed) {
        const words = ['-d', '-i', at(`office/${identity}`), at(`untarred/${name}`)]
        const opened = execFileSync('age', words, { maxBuffer: 16 * 1024 * 1024 })
        expect(opened.equals(readFileSync(at(`one/${name.slice(0, -'.age'.length)}`)))).toBe(true)
      }
    }
  })

  test('the office takes it in once, however often it comes, and signs', async () => {
    const first = await intake()
    expect(first.batches).toMatchObject([{ accepted: 1, rejected: [], again: false }])
    const again = await intake()
    expect(again.batches).toMatchObject([{ accepted: 1, again: true }])
    expect(readdirSync(at('opened/student')).length).toBe(1)
  })

  test('the office has the student as one record, images byte for byte, and can show it', async () => {
    const student = at(`opened/student/${readdirSync(at('opened/student'))[0]}`)
    const file = `${student}/record.an2`
    const records = readStudentRecord(readFileSync(file))
    const images = records.ok ? records.value.flatMap(({ data }) => (data ? [Buffer.from(data)] : [])) : []
    const names = readdirSync(student).filter((name) => /^(face|finger-\d\d)\./.test(name))
    expect(images.length).toBe(11)
    expect(JSON.parse(readFileSync(`${student}/packet.json`, 'utf8'))).toMatchObject({
      zone: 'Asia/Jayapura',
    })
    expect(images).toEqual(names.sort().map((name) => readFileSync(`${student}/${name}`)))
    const shown = await rekam('record', 'show', file)
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('14.013 FGP 10') })
    expect(shown.out).not.toMatch(/SITI|6311064511090001/)
    expect((await rekam('record', 'show', file, '--reveal')).out).toContain('SITI')
    writeFileSync(at('torn.an2'), readFileSync(file).subarray(0, -1))
    const torn = await rekam('record', 'show', at('torn.an2'))
    const size = statSync(at('torn.an2')).size
    expect(torn).toMatchObject({ code: 1, out: '', said: expect.stringContaining(`byte ${size} `) })
  })

  test("an office may take it in as MOSIP's registration wants it, in threads", async () => {
    const out = at('opened-for-mosip')
    const { batches } = await intake(out, '--format', 'mosip', '--jobs', '2')
    expect(batches).toMatchObject([{ accepted: 1, rejected: [] }])
    const student = `${out}/student/${readdirSync(`${out}/student`)[0]}`
    const [face, ...fingers] = decodeCbeff(readFileSync(`${student}/record.mosip.xml`))
    expect(face?.record?.fields).toMatchObject({ dataType: 2, colour: 1 })
    expect(fingers.map(({ record }) => record?.fields['compression'])).toEqual(fingers.map(() => 5))
    expect([fingers.length, existsSync(`${student}/record.an2`)]).toEqual([10, false])
  })

  test('the receipt comes back and only then the packet goes', async () => {
    const held = () =>
      readdirSync(join(data, 'spool'), { recursive: true }).filter((name) => String(name).endsWith('.packet'))
    const receipt = at(`opened/receipt/${enrolled.device}-000001.receipt.json`)
    const forged = at('forged.receipt.json')
    writeFileSync(forged, readFileSync(receipt, 'utf8').replace('"seq":1', '"seq":2'))
    writeFileSync(at('forged.receipt.sig'), readFileSync(receipt.replace(/json$/, 'sig')))
    expect(await rekam('receipt', 'import', forged, '--data', data)).toMatchObject({ code: 1 })
    expect(held().length).toBe(1)
    expect(await rekam('receipt', 'import', receipt, '--data', data)).toMatchObject({ code: 0 })
    expect(held()).toEqual([])
    const listed = JSON.parse((await rekam('batch', 'list', '--data', data, '--json')).out)
    expect(listed.batches).toMatchObject([{ seq: 1, state: 'received' }])
    expect(await rekam('receipt', 'import', receipt, '--data', data)).toMatchObject({ code: 0 })
  })

  test('after the receipt the student learns that the registry has it', async () => {
    const desk = await startDesk(data)
    const panel = await openPanelClient(desk.url)
    expect(await checkCode(panel, receiptCode)).toEqual([
      'Dukcapil sudah menerima rekamanmu',
      'Nomor tanda terima Dukcapil: 1. Kamu tidak perlu merekam lagi.',
    ])
    panel.close()
    await desk.interrupt()
    const mistyped = receiptCode.replace(/.$/, 'U')
    expect(await rekam('receipt', 'check', mistyped, '--data', data)).toMatchObject({
      code: 1,
      out: expect.stringContaining('Kode tidak terbaca.'),
    })
    expect(await rekam('receipt', 'check', receiptCode, '--data', at('nowhere'))).toMatchObject({
      code: 1,
      out: '',
    })
  })

  test('another kiosk that was brought the receipt can tell too, and one that was not cannot', async () => {
    const other = at('other-kiosk')
    const keyList = ['--key-list', at('office/key-list.json')]
    await rekam(
      'provision',
      '--unlock',
      'none',
      '--school',
      '30312346',
      '--letter',
      'C',
      ...keyList,
      '--data',
      other,
    )
    const receipt = at(`opened/receipt/${enrolled.device}-000001.receipt.json`)
    const check = async (text = receiptCode) =>
      JSON.parse((await rekam('receipt', 'check', text, '--data', other, '--json')).out)
    const key = readSigningKey(readFileSync(join(data, 'device.key'), 'utf8'))
    if (!key) throw new Error('no device key')
    const { text: qrText } = issueStudentReceipt(deviceIdentity(key), packetName().slice(0, 64))
    expect(await check(qrText)).toEqual({ kind: 'unknown-kiosk', device: enrolled.device })
    expect(await rekam('keys', 'neighbours', at('office/devices.json'), '--data', other)).toMatchObject({
      code: 0,
    })
    expect(await check(qrText)).toEqual({ kind: 'elsewhere', device: enrolled.device })
    expect(await rekam('receipt', 'import', at('forged.receipt.json'), '--data', other)).toMatchObject({
      code: 1,
    })
    expect(await check()).toEqual({ kind: 'unknown-code' })
    expect(await rekam('receipt', 'import', receipt, '--data', other)).toMatchObject({
      code: 0,
      out: `Kios ${enrolled.device}, kumpulan 1: 1 diterima, 0 ditolak\n`,
    })
    for (const text of [receiptCode, qrText]) {
      expect(await check(text)).toEqual({ kind: 'received', receipt: 1, device: enrolled.device })
    }
  })

  function packetName(): string {
    const names = readdirSync(at(`stick/${enrolled.device}/1`))
    return names.find((name) => name.endsWith('.packet')) ?? ''
  }
})
