import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoRoster } from '../../boards/desk/demo-roster.ts'
import { eventually } from '../eventually.ts'
import { type OfficeProcess, startOffice } from '../stand/office-process.ts'
import { type DeskProcess, startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { approve, checkCode, giveAssentPhotoSignature, identify } from './record-student.ts'
import { rekamHere as rekam } from './rekam-here.ts'

const school = '30312345'

/** The registry publishes by commands; a kiosk that was never touched fetches its class list, its statuses, its keys. */
describe('what the registry publishes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-down-'))
  const at = (path: string) => join(folder, path)
  const keys = at('office/district/keys')
  const data = at('kiosk')
  const out = ['--out', at('office/district/down')]
  const signing = ['--school', school, '--signing-key', join(keys, 'receipt.key'), ...out]
  const authority = ['--authority', join(keys, 'authority.key')]
  const holds = (path: string, words: string) =>
    existsSync(path) && readFileSync(path, 'utf8').includes(words)
  const news = join(data, 'state/news.json')
  let office: OfficeProcess
  let desk: DeskProcess
  let code = ''

  beforeAll(async () => {
    await rekam('keygen', '--out', keys)
    office = await startOffice(at('office'))
    const trust = ['--key-list', join(keys, 'key-list.json'), '--registry', office.url]
    const { out: said } = await rekam(
      'provision',
      '--unlock',
      'none',
      '--school',
      school,
      ...trust,
      '--data',
      data,
    )
    await rekam(
      'devices',
      'enrol',
      said.slice(said.indexOf('{')),
      '--devices',
      join(keys, 'devices.json'),
      ...authority,
    )
    writeFileSync(at('class.csv'), demoRoster)
    const list = await rekam(
      'publish',
      'roster',
      at('class.csv'),
      '--devices',
      join(keys, 'devices.json'),
      ...signing,
    )
    expect(list).toMatchObject({ code: 0, out: expect.stringContaining('disegel untuk 1 kios') })
    // Its list of kiosks is read when it opens.
    await office.kill()
    office = await startOffice(at('office'), '--port', new URL(office.url).port)
    desk = await startDesk(data)
  })
  afterAll(async () => {
    await desk.interrupt()
    await office.kill()
  })

  test('a list of pupils reaches the kiosk sealed, and whoever is on it can be recorded', async () => {
    expect(readFileSync(at(`office/district/down/roster-${school}.json.age`)).includes('SITI')).toBe(false)
    await eventually('the list has come', () => holds(news, '"roster":1'))
    const panel = await openPanelClient(desk.url)
    await identify(panel, '0091234567', '05112009')
    await giveAssentPhotoSignature(panel)
    code = await approve(panel)
    panel.close()
  })

  test('a status is told to whoever has the code, in words', async () => {
    const received = at('office/district/out/student')
    await desk.interrupt()
    await rekam('batch', 'close', '--data', data)
    desk = await startDesk(data)
    await eventually(
      'the student is at the office',
      () => existsSync(received) && readdirSync(received).length === 1,
    )
    const [student = ''] = readdirSync(received)
    const { packet } = JSON.parse(readFileSync(join(received, student, 'intake.json'), 'utf8'))
    writeFileSync(at('status.csv'), `# hash;kode\n${packet};CARD_SHIPPED\n`)
    expect((await rekam('publish', 'status', at('status.csv'), ...signing)).code).toBe(0)
    await eventually('the receipt is home', () => readdirSync(join(data, 'receipt')).length > 0)
    await desk.interrupt()
    desk = await startDesk(data)
    await eventually('the status has come', () => holds(news, 'CARD_SHIPPED'))
    const panel = await openPanelClient(desk.url)
    expect(await checkCode(panel, code)).toContain('KTP-mu sudah datang!')
    panel.close()
  })

  test('a renewed key list is in force as soon as it has come', async () => {
    await rekam(
      'key-list',
      'renew',
      '--key-list',
      join(keys, 'key-list.json'),
      ...authority,
      '--minimum-software',
      '0.0.1',
    )
    expect((await rekam('publish', 'key-list', join(keys, 'key-list.json'), ...out)).code).toBe(0)
    await desk.interrupt()
    desk = await startDesk(data)
    await eventually('the key list has come', () => holds(join(data, 'state/key-list.json'), '"number":2'))
  })

  test('a file of another registry, or a line that is none, publishes nothing', async () => {
    writeFileSync(at('odd.csv'), 'not a hash;CARD_SHIPPED\n')
    const odd = await rekam('publish', 'status', at('odd.csv'), ...signing)
    expect([odd.code, odd.said]).toEqual([1, expect.stringContaining('baris 1')])
    const key = ['--school', school, '--signing-key', at('class.csv'), ...out]
    expect((await rekam('publish', 'status', at('status.csv'), ...key)).code).toBe(1)
  })
})
