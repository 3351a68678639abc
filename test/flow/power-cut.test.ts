import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { approve, enterBirthDate, giveAssentPhotoSignature, identify } from './record-student.ts'

test('killed in the middle of the fingers, the visit goes on at the next finger and nothing kept is lost', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rekam-cut-'))
  const before = await startDesk(data)
  const first = await openPanelClient(before.url)
  await identify(first, '0091234567', '05112009')
  await giveAssentPhotoSignature(first)
  await first.until('the fourth finger', ({ body }) => body.kind === 'finger' && body.current >= 4)
  await before.kill()
  const shown = first.screen.body
  const promised = shown.kind === 'finger' ? shown.marks.filter(({ state }) => state === 'kept').length : 0
  expect(promised).toBeGreaterThanOrEqual(3)
  first.close()

  const after = await startDesk(data)
  const second = await openPanelClient(after.url)
  const idle = await second.until('idle with the ticket', ({ body }) => body.kind === 'idle')
  const resume = idle.choices.find(({ intent }) => intent.type === 'start-ticket')
  expect(resume?.intent).toEqual({ type: 'start-ticket', ticket: 'A-01' })
  if (resume) await second.tap(resume.intent)
  await enterBirthDate(second, '05112009')
  const next = await second.until('a finger', ({ body }) => body.kind === 'finger')
  const { body } = next
  const kept = body.kind === 'finger' ? body.marks.filter(({ state }) => state === 'kept').length : 0
  expect(kept).toBeGreaterThanOrEqual(promised)
  expect(body.kind === 'finger' && body.current).toBe(kept + 1)
  await approve(second)
  second.close()

  const out = join(data, 'district/out/student')
  await eventually('the student at the registry', () => existsSync(out) && readdirSync(out).length === 1)
  const folder = join(out, readdirSync(out)[0] ?? '')
  expect(readdirSync(folder).filter((name) => name.startsWith('finger-')).length).toBe(10)
  const journal = readFileSync(join(folder, 'visit.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(journal.map(({ type }) => type)).toContain('resumed')
  // The photo was taken once, before the cut; both index fingers were compared after it.
  expect(journal.filter(({ piece }) => piece === 'face').length).toBe(1)
  expect(journal.filter(({ type }) => type === 'verified').map(({ outcome }) => outcome)).toEqual([
    'same',
    'same',
  ])
  expect(await after.interrupt()).toBe(0)
}, 90_000)
