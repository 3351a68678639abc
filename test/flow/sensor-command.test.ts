import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createWorld } from '../../boards/assembly/create-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import type { TwinOptions } from '../../sim/sensor/sensor-twin.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'

const clock = createRealClock()
const folder = mkdtempSync(join(tmpdir(), 'rekam-sensor-'))
const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

let number = 0
async function plugIn(model: string, options: Partial<TwinOptions> = {}) {
  number += 1
  const twin = createSensorTwin(model, { clock, paced: false, ...options })
  const front = await openPtyFront(join(folder, `sensor-${number}`), twin)
  closers.push(() => front.close())
  return { twin, port: front.link, front }
}

/** Runs a command to its end, doing something at each progress: what it printed and said, how it ended. */
async function sensor(...given: (string | (() => void))[]) {
  const words = given.filter((word) => typeof word === 'string')
  const atProgress = given.find((word) => typeof word === 'function')
  const printed: string[] = []
  const said: string[] = []
  const progress: string[] = []
  const stopping = new AbortController()
  const world = {
    ...createWorld(stopping.signal),
    print: (line: string) => void printed.push(line),
    say: (line: string) => void said.push(line),
    progress(line: string) {
      progress.push(line)
      atProgress?.()
    },
  }
  const code = await runConsole(['sensor', ...words], world)
  world.close()
  return { code, printed, said, progress }
}

test('info says honestly what is there, as one JSON document when asked', async () => {
  const { port } = await plugIn('R503')
  const plain = await sensor('info', '--port', port)
  expect(plain.code).toBe(0)
  expect(plain.printed.join('\n')).toContain('192 x 192 piksel, 508 dpi, 4 bit, tidak bersertifikat')
  expect(plain.printed.join('\n')).toContain('Memori sidik kosong')
  const { printed } = await sensor('info', '--port', port, '--json')
  expect(printed.map((line) => JSON.parse(line))).toMatchObject([
    { maker: 'Grow', model: 'R503', certified: false, matcher: true, sense: 'image', templates: 0 },
  ])
})

test('image writes a picture that opens anywhere, of any model', async () => {
  const { twin, port } = await plugIn('GT-511C3')
  twin.place({ person: 'console', position: 2 })
  const out = join(folder, 'finger.png')
  const { code, printed } = await sensor(
    'image',
    '--port',
    port,
    '--model',
    'gt-511c3',
    '--out',
    out,
    '--json',
  )
  expect(code).toBe(0)
  expect(printed.map((line) => JSON.parse(line))).toMatchObject([{ widthPx: 258, heightPx: 202, dpi: 450 }])
  const png = readFileSync(out)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([258, 202])
})

test('a model nobody knows is wrong use, and the known ones are listed', async () => {
  const { code, said } = await sensor('info', '--port', '/nowhere', '--model', 'R999')
  expect(code).toBe(2)
  expect(said.join()).toContain('R503')
  expect(said.join()).toContain('GT-521F52')
})

test.each([
  ['--baud', 'fast'],
  ['--password', '0x123456789'],
  ['--address', '-1'],
  ['--size', '206'],
  ['--dpi', '9'],
])('%s %s is wrong use', async (option, value) => {
  expect((await sensor('info', '--port', '/nowhere', option, value)).code).toBe(2)
})

test('a path without a sensor is absent hardware, with the remedy', async () => {
  const { code, said } = await sensor('info', '--port', join(folder, 'nothing'))
  expect(code).toBe(3)
  expect(said).toEqual(['Sensor tidak terpasang. Periksa kabel dan nama port.'])
})

test('a password of its own is asked for, and taken in decimal and hexadecimal', async () => {
  const { port } = await plugIn('R307', { password: 0x1234 })
  const locked = await sensor('info', '--port', port, '--model', 'R307')
  expect(locked.code).toBe(1)
  expect(locked.said.join()).toContain('--password')
  for (const password of ['4660', '0x1234']) {
    expect((await sensor('info', '--port', port, '--model', 'R307', '--password', password)).code).toBe(0)
  }
})

test('stress counts images and every kind of fault, and measures against the wire', async () => {
  const { twin, port } = await plugIn('R503', { paced: true, baud: 115_200 })
  twin.place({ person: 'console', position: 2 })
  twin.fault({ kind: 'drop-frame', frame: 9 })
  const words = ['--port', port, '--baud', '115200', '--count', '3', '--json']
  const { code, printed, progress } = await sensor('stress', ...words)
  expect(code).toBe(0)
  const report = JSON.parse(printed[0] ?? '{}')
  expect(printed.length).toBe(1)
  expect(report).toMatchObject({ model: 'R503', attempts: 3, images: 3, repeats: 1, faults: {} })
  expect(report.wireRatio.median).toBeLessThan(1.02)
  expect(progress).toContain('3 dari 3: 3 gambar, 0 gangguan')
  expect(progress.at(-1)).toBe('')
})

test('stress goes on after faults, tells each with cause and remedy, and ends as a fault', async () => {
  const { twin, port } = await plugIn('R503')
  twin.place({ person: 'console', position: 2, contact: 0.1 })
  const { code, printed } = await sensor('stress', '--port', port, '--count', '5', () =>
    twin.place({ person: 'console', position: 2 }),
  )
  expect(code).toBe(1)
  expect(printed[0]).toBe('5 kali: 4 gambar utuh, 1 gangguan, 0 kiriman diulang')
  expect(printed[1]).toMatch(/^1 x bad-press unclear: Tekanan jari tidak terbaca\. /)
})

test('commission raises the rate once and says when it holds', async () => {
  const { twin, port } = await plugIn('R307', { baudApply: 'afterAck' })
  const first = await sensor('commission', '--port', port, '--model', 'R307')
  expect(first.code).toBe(0)
  expect(first.printed[0]).toContain('dari 57600 ke 115200')
  expect(twin.baud).toBe(115_200)
  const { printed } = await sensor('commission', '--port', port, '--model', 'R307', '--json')
  expect(printed.map((line) => JSON.parse(line))).toMatchObject([{ applied: 'already', frameBytes: 256 }])
  const gt = await sensor('commission', '--port', port, '--model', 'GT-511C3')
  expect(gt.code).toBe(1)
})

test('a part of unknown model is asked what it is, and the technician is told what to write', async () => {
  const { port } = await plugIn('R503')
  const info = await sensor('info', '--port', port, '--model', 'auto')
  expect(info.code).toBe(0)
  expect(info.printed.join('\n')).toContain('model = "R503"')
  const set = await sensor('commission', '--port', port, '--model', 'auto')
  expect(set.code).toBe(2)
  expect(set.said.join()).toContain('--model')
})

test('a size that was learned is told, so that it can be written down; one that is given is taken', async () => {
  const { twin, port } = await plugIn('R307')
  twin.fault({ kind: 'geometry', widthPx: 206, heightPx: 256 })
  twin.place({ person: 'console', position: 2 })
  const learned = await sensor('image', '--port', port, '--model', 'R307')
  expect(learned.code).toBe(0)
  expect(learned.printed.join('\n')).toContain('size = { widthPx = 206, heightPx = 256 }')
  const words = ['image', '--port', port, '--model', 'R307', '--size', '206x256', '--dpi', '512', '--json']
  const { printed } = await sensor(...words)
  expect(printed.map((line) => JSON.parse(line))).toMatchObject([
    { widthPx: 206, heightPx: 256, dpi: 512, repeats: 0 },
  ])
})
