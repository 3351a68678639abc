import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { decodeCbeff } from '../cbeff-decoder.ts'
import { eventually } from '../eventually.ts'
import { putBatch, studentPacket } from '../stand/intake-stand.ts'
import { intakeWords, layOutOffice } from '../stand/office-folder.ts'
import { startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { approve, giveAssentPhotoSignature, identify } from './record-student.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hasTools =
  spawnSync('g++', ['--version']).status === 0 && spawnSync('strip', ['--version']).status === 0
if (!hasTools) console.warn('SKIPPED: no g++ or strip, the executable is neither built nor tried')

describe.skipIf(!hasTools)('the one executable, alone in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-packaged-'))
  const built = join(folder, 'built')
  const executable = join(folder, 'rekam')
  const cache = { PKG_NATIVE_CACHE_PATH: join(folder, 'cache') }
  const rekam = (
    words: readonly string[],
    environment: Record<string, string> = cache,
    program = executable,
  ) => spawnSync(program, words, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment } })

  beforeAll(() => {
    execFileSync(process.execPath, [join(root, 'boards/package/build-package.ts'), built], { stdio: 'pipe' })
    copyFileSync(join(built, 'rekam'), executable)
    Object.assign(process.env, cache)
  })

  test('says its version', () => {
    const { version } = JSON.parse(execFileSync('cat', [join(root, 'package.json')], { encoding: 'utf8' }))
    expect(rekam(['--version'])).toMatchObject({ status: 0, stdout: `rekam ${version}\n` })
  })

  test('finds every part of the desk in order', () => {
    const { status, stdout } = rekam(['doctor', '--json'])
    const { findings } = JSON.parse(stdout) as { findings: { part: string; state: string }[] }
    // Without a voice on this machine something is absent, and nothing broken.
    expect([0, 3]).toContain(status)
    const parts = [
      'board',
      'seal',
      'scanner',
      'camera',
      'face-check',
      'storage',
      'kept',
      'space',
      'clock',
      'link',
    ]
    const states = new Map(findings.map(({ part, state }) => [part, state]))
    expect(parts.map((part) => states.get(part))).toEqual(parts.map(() => 'good'))
  })

  // The words come after the native part of `onoff` was loaded: without it they would be others.
  test('says that this machine is no Raspberry Pi', () => {
    const { status, stdout } = rekam(['doctor', '--board', 'rpi4b', '--json'])
    expect(status).toBe(3)
    expect(stdout).toContain('no chip labelled pinctrl-bcm2711')
  })

  test('talks to a sensor on a pseudo-terminal through its own serialport', async () => {
    const link = join(folder, 'sensor')
    const twin = spawn(executable, ['sim', 'sensor', '--link', link, '--finger', 'packaged:2'])
    await once(twin.stdout, 'data')
    const info = rekam(['sensor', 'info', '--port', link, '--json'])
    expect(info).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(info.stdout)).toMatchObject({ model: 'R503', widthPx: 192, heightPx: 192 })
    const image = rekam(['sensor', 'image', '--port', link, '--out', join(folder, 'finger.png')])
    expect(image.status).toBe(0)
    expect(existsSync(join(folder, 'finger.png'))).toBe(true)
    twin.kill('SIGINT')
    expect(await once(twin, 'exit')).toEqual([0, null])
  })

  test('needs no writable cache when its native parts lie beside it', () => {
    const place = mkdtempSync(join(tmpdir(), 'rekam-beside-'))
    cpSync(built, place, { recursive: true })
    writeFileSync(join(place, 'no-folder'), '')
    const environment = { PKG_NATIVE_CACHE_PATH: join(place, 'no-folder') }
    const { status } = rekam(
      ['sensor', 'info', '--port', join(place, 'none')],
      environment,
      join(place, 'rekam'),
    )
    expect(status).toBe(3)
  })

  test('opens packets in threads of its own', async () => {
    const office = mkdtempSync(join(tmpdir(), 'rekam-office-'))
    layOutOffice(office)
    const packets = await Promise.all([1, 2, 3].map((number) => studentPacket(number)))
    await putBatch(createNodeDisk(join(office, 'mail')), packets)
    const { status, stdout } = rekam([...intakeWords(office, join(office, 'out')), '--jobs', '2', '--json'])
    const [batch] = JSON.parse(stdout).batches
    // A finger that is no picture opens all the same, and makes no record.
    expect([status, batch.withoutRecord.length]).toEqual([1, 3])
    expect(batch).toMatchObject({ accepted: 3, rejected: [] })
  })

  test('records a student who arrives at the registry', async () => {
    const data = join(folder, 'data')
    const desk = await startDesk(data, [executable])
    const panel = await openPanelClient(desk.url)
    await identify(panel, '0091234567', '05112009')
    await giveAssentPhotoSignature(panel)
    await approve(panel)
    panel.close()
    const out = join(data, 'district/out/student')
    await eventually('the student at the registry', () => existsSync(out) && readdirSync(out).length === 1)
    const files = readdirSync(join(out, readdirSync(out)[0] ?? ''))
    expect(files.filter((name) => name.startsWith('finger-')).length).toBe(10)
    expect(await desk.interrupt()).toBe(0)
    // JPEG 2000 is written by a program that the executable carries inside.
    const record = join(folder, 'record.mosip.xml')
    const words = [
      'record',
      'write',
      join(out, readdirSync(out)[0] ?? ''),
      '--format',
      'mosip',
      '--out',
      record,
    ]
    expect(rekam(words)).toMatchObject({ status: 0, stderr: '' })
    const birs = decodeCbeff(readFileSync(record))
    expect(birs.map((bir) => bir.record?.image.toString('latin1', 4, 8))).toEqual(birs.map(() => 'jP  '))
  })
})
