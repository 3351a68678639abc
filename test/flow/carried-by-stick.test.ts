import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { prepareBox } from './prepare-box.ts'
import { approve, giveAssentPhotoSignature, identify } from './record-student.ts'
import { rekamHere as rekam } from './rekam-here.ts'

/** A day without any link: a stick goes to the office and comes back, once by itself and once by commands. */
describe('a stick', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-stick-day-'))
  const at = (path: string) => join(folder, path)
  const data = at('kiosk')
  const [inKiosk, inPocket] = [join(data, 'stick'), at('pocket')]
  let device = ''
  let lines: readonly string[] = []

  const heldPackets = () =>
    readdirSync(join(data, 'spool'), { recursive: true }).filter((name) => String(name).endsWith('.packet'))
  const listed = async () => JSON.parse((await rekam('batch', 'list', '--data', data, '--json')).out)

  beforeAll(async () => {
    device = (await prepareBox(folder, data, '--unlock', 'none', '--letter', 'B')).device
    const desk = await startDesk(data)
    const panel = await openPanelClient(desk.url)
    await identify(panel, '0091234567', '05112009')
    await giveAssentPhotoSignature(panel)
    await approve(panel)
    mkdirSync(inKiosk)
    const safe = await panel.until('the stick is safe', (screen) =>
      screen.lines.some((line) => line.startsWith('Stik aman dicabut')),
    )
    lines = safe.lines
    renameSync(inKiosk, inPocket)
    await panel.until('no word of it', (screen) => !screen.lines.some((line) => line.startsWith('Stik')))
    panel.close()
    await desk.interrupt()
  })

  test('carries the events of the kiosk along, and nothing of the student', async () => {
    const log = readFileSync(join(inPocket, 'REKAM/LOG', `${device}.jsonl`), 'utf8')
    const events = log.trim().split('\n')
    expect(events.map((line) => JSON.parse(line).event)).toEqual(
      expect.arrayContaining(['kiosk-ready', 'visit-ended']),
    )
    expect(log).not.toMatch(/0091234567|05112009|2009|\d{8}/)
    expect((await rekam('log', '--data', data)).out).toContain(events[0])
  })

  test('takes what was recorded without a button, and the lobby says when it may be pulled', async () => {
    expect(lines).toContain('Stik aman dicabut: 1 kumpulan di stik, 0 tanda terima masuk.')
    expect(readdirSync(join(inPocket, 'REKAM/OUT', device))).toEqual(['000001'])
    expect(await listed()).toMatchObject({ openPackets: 0, batches: [{ seq: 1, state: 'waiting' }] })
    expect(heldPackets().length).toBe(1)
  })

  test('has nothing on it that names the student', () => {
    const files = readdirSync(inPocket, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    expect(files.length).toBe(4)
    for (const file of files) {
      const text = `${file.name}${readFileSync(join(file.parentPath, file.name)).toString('latin1')}`
      for (const secret of ['SITI', '6311064511090001', '0091234567', '2009-11-05'])
        expect(text.includes(secret)).toBe(false)
    }
  })

  test('gets by command what it has already, and another one gets the same', async () => {
    const again = await rekam('batch', 'export', inPocket, '--data', data)
    expect(again).toMatchObject({ code: 0, out: 'Kumpulan 1: sudah ada\n' })
    mkdirSync(at('other'))
    const first = await rekam('batch', 'export', at('other'), '--data', data, '--json')
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toEqual({ device, batches: [{ seq: 1, fate: 'written' }], openPackets: 0 })
    const packets = (stick: string) => readdirSync(join(stick, 'REKAM/OUT', device, '000001')).sort()
    expect(packets(at('other'))).toEqual(packets(inPocket))
  })

  test('that is not there is not made on the kiosk’s own card', async () => {
    const { code, out, said } = await rekam('batch', 'export', at('nowhere'), '--data', data)
    expect([code, out]).toEqual([1, ''])
    expect(said).toContain('folder tidak ada')
    expect(existsSync(at('nowhere'))).toBe(false)
  })

  test('comes back from the office, and only with its receipt the packet goes', async () => {
    const keys = ['--identity', at('office/registry.identity'), '--signing-key', at('office/receipt.key')]
    const devices = ['--devices', at('office/devices.json'), '--out', at('opened')]
    const aboard = async () => {
      const { code, out } = await rekam('devices', 'aboard', device, ...devices, '--json')
      return code === 0 ? JSON.parse(out) : code
    }
    expect(await aboard()).toBe(1)
    expect(await rekam('intake', inPocket, ...keys, ...devices, '--json')).toMatchObject({ code: 0 })
    const known = { device, schools: ['30312345'], accepted: 1, rejected: 0, lastBatch: 1, revoked: false }
    expect(await aboard()).toMatchObject(known)
    const lost = await rekam('devices', 'aboard', device, ...devices)
    expect(lost.out).toContain(`rekam devices revoke ${device} --last-seq 1`)
    expect(lost.out).toMatch(/setelah kumpulan 1 \(\d{4}-\d\d-\d\d\)/)
    const empty = await rekam('receipt', 'import', inPocket, '--data', data)
    expect(empty).toMatchObject({ code: 0, said: expect.stringContaining('tidak ada berkas dari Dukcapil') })
    expect(heldPackets().length).toBe(1)
    cpSync(at('opened/receipt'), join(inPocket, 'REKAM/IN'), { recursive: true })
    writeFileSync(join(inPocket, 'REKAM/IN/catatan.txt'), 'jemput jam dua')
    const { code, out, said } = await rekam('receipt', 'import', inPocket, '--data', data)
    expect([code, out]).toEqual([0, 'Kumpulan 1: 1 diterima, 0 ditolak\n'])
    expect(said).toContain('1 berkas atau folder lain dilewati.')
    expect(heldPackets()).toEqual([])
    expect(await listed()).toMatchObject({ batches: [{ seq: 1, state: 'received' }] })
  })

  test('with a forged receipt ends with 1, names the file, and changes nothing', async () => {
    const name = `${device}-000001.receipt.json`
    const forged = readFileSync(join(inPocket, 'REKAM/IN', name), 'utf8').replace('"seq":1', '"seq":2')
    writeFileSync(join(inPocket, 'REKAM/IN', name.replace('000001', '000002')), forged)
    const { code, said } = await rekam('receipt', 'import', join(inPocket, 'REKAM/IN'), '--data', data)
    expect(code).toBe(1)
    expect(said).toContain(`${name.replace('000001', '000002')}: ditolak (missing-signature)`)
    expect(await listed()).toMatchObject({ batches: [{ seq: 1, state: 'received' }] })
  })
})
