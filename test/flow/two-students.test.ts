import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pressImage } from '../../sim/finger/impression.ts'
import { eventually } from '../eventually.ts'
import { decodeGreyPng } from '../grey-png-decoder.ts'
import { startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { approve, giveAssentPhotoSignature, identify } from './record-student.ts'

const students = [
  { nisn: '0091234567', birth: '05112009', ticket: 'A-01' },
  { nisn: '0101234568', birth: '12032010', ticket: 'A-02' },
]

test('two students recorded at the desk reach the registry whole, and only then leave the kiosk', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rekam-flow-'))
  const desk = await startDesk(data)
  const panel = await openPanelClient(desk.url)
  const codes: string[] = []
  for (const { nisn, birth } of students) {
    await identify(panel, nisn, birth)
    await giveAssentPhotoSignature(panel)
    codes.push(await approve(panel))
  }
  expect(codes.every((code) => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(code))).toBe(true)

  const out = join(data, 'district/out')
  const receipts = () => (existsSync(join(data, 'receipt')) ? readdirSync(join(data, 'receipt')) : [])
  await eventually(
    'two receipts on the kiosk',
    () => receipts().filter((name) => name.endsWith('.json')).length === 2,
  )
  const held = () =>
    readdirSync(join(data, 'spool'), { recursive: true }).filter((name) => /packet$|age$/.test(String(name)))
  await eventually('an empty spool', () => held().length === 0)

  const stills = readdirSync(join(data, 'simulated/stills')).map((name) => name.slice(0, 64))
  const taken = readdirSync(join(out, 'student')).map((id) => join(out, 'student', id))
  expect(taken.length).toBe(2)
  for (const [index, folder] of taken.sort().entries()) {
    const person = JSON.parse(readFileSync(join(folder, 'person.json'), 'utf8'))
    expect(person.nisn).toBe(students[index]?.nisn)
    expect(stills).toContain(
      createHash('sha256')
        .update(readFileSync(join(folder, 'face.jpg')))
        .digest('hex'),
    )
    const fingers = readdirSync(folder).filter((name) => name.startsWith('finger-'))
    expect(fingers.length).toBe(10)
    let press: number | undefined = 0
    for (const name of fingers) {
      const png = decodeGreyPng(readFileSync(join(folder, name)))
      const person = `desk-${students[index]?.ticket}`
      press = pressOf(person, Number(name.slice(7, 9)), png.pixels, press ?? 0)
      expect(press).toBeDefined()
    }
    const journal = readFileSync(join(folder, 'visit.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(journal.filter(({ type }) => type === 'verified').map(({ outcome }) => outcome)).toEqual([
      'same',
      'same',
    ])
  }
  panel.close()
  expect(await desk.interrupt()).toBe(0)
})

// The twin makes each press from person, position and a running number: one of them must be this very image. Fingers are
// pressed one after the other, so the search goes on where the one before was found.
function pressOf(person: string, position: number, pixels: Uint8Array, last: number): number | undefined {
  for (let step = 0; step < 60; step += 1) {
    const press = 1 + ((last + step) % 60)
    const made = pressImage({ person, position, press }, 192, 192)
    if (pixels.every((grey, at) => grey === ((made[at] ?? 0) >> 4) * 17)) return press
  }
  return undefined
}
