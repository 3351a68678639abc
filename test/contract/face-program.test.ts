import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { helperCommand } from '../../boards/assembly/own-command.ts'
import { createFaceCheck } from '../../hal/driver/vision/face-check.ts'
import { createAnsweringProgram } from '../../hal/linux/node-answering-program.ts'
import { goodReading } from '../../sim/face/face-finder-twin.ts'

const never = new AbortController().signal
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)
const good = JSON.stringify({ ok: true, value: goodReading })

/** A face check whose program is this shell script; every start is a line of `starts`, `$1` its words. */
function checkOf(body: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-face-'))
  const [program, log] = [join(folder, 'check'), join(folder, 'starts')]
  writeFileSync(program, `#!/bin/sh\necho start $1 >> '${log}'\n${body}\n`)
  chmodSync(program, 0o700)
  const starts = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])
  return { session: createFaceCheck(createAnsweringProgram([program])).open(), starts, folder }
}

test('one picture after another is answered by one program, and closing ends it', async () => {
  const { session, starts, folder } = checkOf(
    `echo $$ > "$(dirname "$0")/pid"; while head -c 8 > /dev/null; do echo '${good}'; done`,
  )
  for (let picture = 0; picture < 3; picture += 1) {
    expect(await session.read(jpeg, never)).toEqual({ ok: true, value: goodReading })
  }
  expect(starts()).toEqual(['start'])
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
  await session.close()
  expect(existsSync(`/proc/${pid}/exe`)).toBe(false)
  expect(await session.read(jpeg, never)).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})

test('a program that dies is tried twice, then twice with pixels alone, and then no more', async () => {
  const { session, starts } = checkOf('exit 1')
  expect(await session.read(jpeg, never)).toEqual({ ok: false, fault: { kind: 'absent' } })
  expect(starts()).toEqual(['start', 'start', 'start --pixels', 'start --pixels'])
  expect(await session.read(jpeg, never)).toEqual({ ok: false, fault: { kind: 'absent' } })
  expect(starts().length).toBe(4)
})

test('one that dies with its networks goes on with pixels', async () => {
  const { session } = checkOf(
    `[ "$1" = --pixels ] || exit 137; head -c 8 > /dev/null; echo '${good}'; cat > /dev/null`,
  )
  expect(await session.read(jpeg, never)).toEqual({ ok: true, value: goodReading })
  await session.close()
})

test('one whose answer is not awaited any longer is killed, and the next picture starts another', async () => {
  const { session, starts } = checkOf(
    `[ $(wc -l < "$(dirname "$0")/starts") = 1 ] && exec sleep 60; head -c 8 > /dev/null; echo '${good}'; cat > /dev/null`,
  )
  const impatient = new AbortController()
  const answer = session.read(jpeg, impatient.signal)
  impatient.abort()
  expect(await answer).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  expect(await session.read(jpeg, never)).toEqual({ ok: true, value: goodReading })
  expect(starts().length).toBe(2)
  await session.close()
})

test.each([
  ['is not there', undefined],
  ['says what is no JSON', 'while :; do echo nonsense; sleep 0.05; done'],
  ['says what no face check says', `while :; do echo '{"ok":true,"value":{"widthPx":-1}}'; sleep 0.05; done`],
])('a program that %s counts as none', async (_, body) => {
  const session = body
    ? checkOf(body).session
    : createFaceCheck(createAnsweringProgram(['/nowhere/face-check'])).open()
  expect(await session.read(jpeg, never)).toEqual({ ok: false, fault: { kind: 'absent' } })
})

test('our own program measures a picture and calls what is none damaged', async () => {
  const session = createFaceCheck(createAnsweringProgram(helperCommand('face-check'))).open()
  expect(await session.read(jpeg, never)).toEqual({ ok: false, fault: { kind: 'damaged' } })
  await session.close()
})
