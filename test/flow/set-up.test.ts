import {
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
import { demoRoster } from '../../boards/desk/demo-roster.ts'
import { type DeskProcess, startDesk } from './desk-process.ts'
import { openPanelClient, type PanelClient } from './panel-client.ts'
import { approve, giveAssentPhotoSignature, identify } from './record-student.ts'
import { rekamHere as rekam } from './rekam-here.ts'

/** One box from its first power to its last: set up by a stick, moved to another school and back, erased. */
describe('a box', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-set-up-'))
  const at = (path: string) => join(folder, path)
  const data = at('kiosk')
  const inBox = join(data, 'stick')
  const list = ['--devices', at('office/devices.json'), '--authority', at('office/authority.key')]
  const [first, second] = ['30312345', '30399999'] as const
  let device = ''
  let desk: DeskProcess

  const provision = (school: string, ...more: string[]) =>
    rekam(
      'provision',
      '--unlock',
      'none',
      '--school',
      school,
      '--letter',
      'B',
      '--attendant-pin',
      'ask',
      '--key-list',
      at('office/key-list.json'),
      '--signing-key',
      at('office/receipt.key'),
      '--stick',
      at('stick'),
      ...more,
    )
  const plugIn = () => renameSync(at('stick'), inBox)
  // After it has started anew: not before the lobby says that the stick may be pulled.
  const pullOut = async (told = /^Stik aman/, address?: string) => {
    const [, url = ''] = address ? ['', address] : await desk.says(/siap di (http:\S+)/)
    const panel = await openPanelClient(url)
    await choosePin(panel)
    await panel.until('the stick is safe', ({ lines }) => lines.some((line) => told.test(line)))
    panel.close()
    renameSync(inBox, at('stick'))
  }
  const aboard = (path: string) => existsSync(join(data, path))
  const started = (school: string) =>
    JSON.parse(readFileSync(join(data, 'site.json'), 'utf8').split('\n')[1] ?? '').school === school

  beforeAll(async () => {
    await rekam('keygen', '--out', at('office'))
    expect((await provision(first)).code).toBe(0)
    mkdirSync(data)
    desk = await startDesk(data, undefined, 0, { boot: at('no-boot'), when: /belum dipasang/ })
  })

  test('waits for a stick, takes it, and writes on it who it is', async () => {
    plugIn()
    await desk.says(/Terpasang untuk sekolah 30312345/)
    const enrolment = readdirSync(join(inBox, 'REKAM/OUT'))[0] ?? ''
    device = enrolment
    expect(started(first)).toBe(true)
    await pullOut()
    const file = join(at('stick'), 'REKAM/OUT', device, 'enrolment.json')
    expect((await rekam('devices', 'enrol', file, ...list)).out).toContain('1 kios')
    expect(readFileSync(join(at('stick'), 'REKAM/STATUS.txt'), 'utf8')).toContain(`Kotak ${device} terpasang`)
  })

  test('records for that school, is moved to another, and keeps what waits for both', async () => {
    await desk.interrupt()
    writeFileSync(at('class.csv'), demoRoster)
    await rekam('roster', 'import', at('class.csv'), '--data', data)
    desk = await startDesk(data)
    const panel = await openPanelClient(desk.url)
    await identify(panel, '0091234567', '05112009')
    await giveAssentPhotoSignature(panel)
    await approve(panel)
    panel.close()
    expect((await provision(second, '--device', device)).code).toBe(0)
    plugIn()
    await pullOut()
    expect(started(second)).toBe(true)
    expect([aboard(`schools/${first}/roster`), aboard('spool/journal.jsonl')]).toEqual([true, true])
    const moved = await rekam('keys', 'show', '--data', data, '--json')
    expect(JSON.parse(moved.out)).toMatchObject({ device, school: second })
  })

  test('an older order never takes it back, a new one does, with its class list', async () => {
    await desk.interrupt()
    expect((await rekam('devices', 'enrol', JSON.stringify(await enrolmentOf(data)), ...list)).code).toBe(0)
    expect(
      JSON.parse((await rekam('devices', 'list', '--devices', at('office/devices.json'), '--json')).out),
    ).toMatchObject({
      devices: [{ device, school: second, before: [first] }],
    })
    expect(
      (
        await rekam(
          'provision',
          '--unlock',
          'none',
          '--school',
          first,
          '--letter',
          'B',
          '--key-list',
          at('office/key-list.json'),
          '--data',
          data,
        )
      ).code,
    ).toBe(0)
    expect([aboard('roster'), aboard(`schools/${first}/roster`)]).toEqual([true, false])
    desk = await startDesk(data)
    plugIn()
    await pullOut(/tidak sah/, desk.url)
    expect([started(first), aboard('roster'), aboard(`schools/${first}/roster`)]).toEqual([true, true, false])
  })

  test('in place of a dead one is enrolled as that, and the one that was shut out never again', async () => {
    const trust = ['--key-list', at('office/key-list.json')]
    const place = ['--school', first, '--replaces', device, '--data', at('next')]
    const { out } = await rekam('provision', '--unlock', 'none', ...trust, ...place)
    const enrolled = await rekam('devices', 'enrol', out.slice(out.indexOf('{')).trim(), ...list)
    expect([enrolled.code, enrolled.out.includes(`rekam devices revoke ${device} --last-seq`)]).toEqual([
      0,
      true,
    ])
    expect((await rekam('devices', 'revoke', device, '--last-seq', '1', ...list)).code).toBe(0)
    const again = await rekam(
      'devices',
      'enrol',
      JSON.stringify({ ...(await enrolmentOf(data)), school: '30311111' }),
      ...list,
    )
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('sudah dicabut')])
  })

  test('is not erased while something waits, and is erased with proof when that is wanted', async () => {
    await desk.interrupt()
    const erase = (...more: string[]) => rekam('erase', '--data', data, '--proof', at('proof.json'), ...more)
    expect((await erase()).said).toContain(`--device ${device}`)
    expect((await erase('--device', device)).said).toContain('1 paket belum diterima')
    expect(aboard('device.key')).toBe(true)
    expect((await erase('--device', device, '--even-unsent')).out).toContain(`Kotak ${device} kosong`)
    expect(readdirSync(data)).toEqual([])
    const verify = () =>
      rekam('erase', '--verify', '--proof', at('proof.json'), '--devices', at('office/devices.json'))
    expect((await verify()).out).toContain(`${device} dihapus`)
    const proof = readFileSync(at('proof.json'), 'utf8')
    writeFileSync(at('proof.json'), proof.replace('"unsent":1', '"unsent":0'))
    expect((await verify()).code).toBe(1)
  })
})

// Each order of this test asks for a new one.
async function choosePin(panel: PanelClient): Promise<void> {
  const { title } = await panel.until('the lobby', ({ title }) => title !== '')
  if (title !== 'Buat PIN petugas') return
  for (const next of ['Ketik PIN sekali lagi', 'Menu petugas']) {
    await panel.tap({ type: 'enter-pin', digits: '135790' })
    await panel.until(next, ({ title }) => title === next)
  }
  await panel.tap({ type: 'go-on' })
}

async function enrolmentOf(data: string): Promise<object> {
  const { device, alg, publicKey, school, recipient } = JSON.parse(
    (await rekam('keys', 'show', '--data', data, '--json')).out,
  )
  return { device, alg, publicKey, school, recipient }
}
