import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWorld } from '../../boards/assembly/create-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-board-'))
const printed: string[] = []
const said: string[] = []
const world = {
  ...createWorld(new AbortController().signal),
  print: (line: string) => printed.push(line),
  say: (line: string) => said.push(line),
}

/** Runs a command over the test's data folder; answers its exit code and what it wrote. */
async function rekam(...words: readonly string[]) {
  printed.length = 0
  said.length = 0
  const code = await runConsole([...words, '--data', folder], world)
  return { code, out: printed.join('\n'), said: said.join('\n') }
}

const settings = (text: string) => writeFileSync(join(folder, 'board.toml'), text)

test('boards are listed', async () => {
  await runConsole(['board', 'list', '--json'], world)
  const names = JSON.parse(printed.join('\n')).map(({ name }: { name: string }) => name)
  expect(names).toEqual(['desk', 'rpi3b', 'rpi4b', 'rpi5', 'zero2w'])
})

test('a board is shown and drawn as its site has it', async () => {
  settings('[scanner]\nmodel = "R307"\n')
  expect((await rekam('board', 'show', 'rpi4b')).out).toContain('sensor    R307 di /dev/rekam-fingerprint')
  const data = JSON.parse((await rekam('board', 'show', 'rpi4b', '--json')).out)
  expect(data).toMatchObject({ name: 'rpi4b', scanner: { model: 'R307', baud: 57_600 } })
  const drawing = join(folder, 'kabel.svg')
  expect((await rekam('board', 'wiring', 'rpi4b', '--svg', drawing)).code).toBe(0)
  expect(readFileSync(drawing, 'utf8')).toContain('R307 RXD')
  const plan = JSON.parse((await rekam('board', 'wiring', 'rpi4b', '--json')).out)
  expect(plan.wires).toContainEqual({ pin: 8, colour: 'ungu', end: 'R307 RXD' })
})

test('settings that do not hold stop doctor and kiosk with the line, the cause and the remedy', async () => {
  settings('[scaner]\nmodel = "R307"\n')
  const words = `${folder}/board.toml, baris 1: scaner tidak dikenal. Maksudnya scanner?
Tidak ada yang diterapkan. Perbaiki berkas itu, atau hapus untuk memakai bawaan papan.`
  const doctor = await rekam('doctor', '--board', 'desk')
  expect(doctor.code).toBe(1)
  expect(doctor.out).toContain(words)
  expect(await rekam('run', '--board', 'desk')).toMatchObject({ code: 1, said: words })
})

test('a board that is not there is refused with the boards there are', async () => {
  settings('')
  expect(await rekam('board', 'show', 'rpi9')).toMatchObject({
    code: 2,
    said: 'Papan rpi9 tidak dikenal. Pilih: desk, rpi3b, rpi4b, rpi5, zero2w.',
  })
  const desk = await rekam('board', 'wiring', 'desk')
  expect(desk).toMatchObject({ code: 2, said: 'Papan ini disimulasikan: tidak ada kabel yang dipasang.' })
})

test('a ribbon camera on the image of Debian is refused by kiosk, doctor and page, with the remedy', async () => {
  settings('[screen]\nwidthMm = 154\n')
  expect((await rekam('board', 'show', 'rpi4b')).out).toContain('image     raspios: kernel Raspberry Pi')
  settings('pack = "debian"\n')
  const words = `${folder}/board.toml, baris 1: kamera pita tidak jalan di image "debian". Pasang kamera USB dan tulis camera.kind = "usb", atau pakai image "raspios"`
  expect(await rekam('board', 'show', 'rpi4b')).toMatchObject({
    code: 1,
    said: expect.stringContaining(words),
  })
  expect(await rekam('run', '--board', 'rpi4b')).toMatchObject({
    code: 1,
    said: expect.stringContaining(words),
  })
  expect((await rekam('doctor', '--board', 'rpi4b')).out).toContain(words)
  settings('pack = "debian"\n[camera]\nkind = "usb"\ndevice = "/dev/v4l/by-id/usb-046d_C920-video-index0"\n')
  const shown = await rekam('board', 'show', 'rpi4b')
  expect(shown.out).toContain(
    'USB camera (V4L2), 1536 x 2048 piksel, di /dev/v4l/by-id/usb-046d_C920-video-index0',
  )
  const plan = JSON.parse((await rekam('board', 'wiring', 'rpi4b', '--json')).out)
  expect(plan.config.join()).not.toContain('camera_auto_detect')
  expect(JSON.stringify(plan.materials)).toMatch(/kamera USB/)
  expect(JSON.stringify(plan.materials)).not.toMatch(/kabel pita/)
})
