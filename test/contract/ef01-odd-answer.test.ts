import { expect, test } from 'vitest'
import { frameOf } from '../stand/ef01-talk.ts'
import { createEf01Stand, type Ef01Stand, finger, isLastSent } from './ef01-stand.ts'

const genImg = 0x01
const genImgEx = 0x28
const upImage = 0x0a

/** The part answers the next commands of this kind with a code of its own choosing. */
function answerWith(stand: Ef01Stand, instruction: number, code: number, times = 1): void {
  let left = times
  stand.meddler = {
    toPart(bytes) {
      if (bytes[9] !== instruction || left === 0) return true
      left -= 1
      void stand.clock.sleep(20).then(() => stand.say(frameOf(0x07, [code])))
      return false
    },
  }
}

const refused = (code: number) => ({
  kind: 'refused',
  by: 'part',
  code,
  meaning: expect.any(String),
  during: 'GetImageEx',
})

test.each([
  [0x04, { kind: 'bad-press', reason: 'dry' }],
  [0x05, { kind: 'bad-press', reason: 'wet' }],
  [0x06, { kind: 'bad-press', reason: 'unclear' }],
  [0x07, { kind: 'bad-press', reason: 'unclear' }],
  [0x15, { kind: 'bad-press', reason: 'lifted' }],
  [0x17, refused(0x17)],
  [0x29, refused(0x29)],
  [0xfe, refused(0xfe)],
])(
  'rows 15 and 33: code %i while a finger is taken has its own fault, and no old image is read',
  async (code, fault) => {
    const stand = createEf01Stand()
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    expect((await stand.capture(scanner)).ok).toBe(true)
    // A poor image is asked for three times: the finger may just be landing.
    answerWith(stand, genImgEx, code, 3)
    expect(await stand.capture(scanner)).toEqual({ ok: false, fault })
    expect(stand.twin.sentImages.length).toBe(1)
  },
)

test('row 40: a part that was busy is asked once more, and one that stays busy is named', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  answerWith(stand, genImgEx, 0x01)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  answerWith(stand, upImage, 0x01, 2)
  expect(await stand.capture(scanner)).toEqual({
    ok: false,
    fault: { kind: 'refused', by: 'part', code: 0x01, meaning: expect.any(String), during: 'UpImage' },
  })
})

test('a command damaged on its way is sent again', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  let damaged = false
  stand.meddler = {
    toPart(bytes) {
      if (damaged || bytes[9] !== upImage) return true
      damaged = true
      stand.twin.receive(bytes.with(9, 0x0b), 57_600)
      return false
    },
  }
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  expect(damaged).toBe(true)
})

test('a part that refuses to hand over its image gives its code', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  answerWith(stand, upImage, 0x0f)
  expect(await stand.capture(scanner)).toEqual({
    ok: false,
    fault: { kind: 'refused', by: 'part', code: 0x0f, meaning: 'image not sent', during: 'UpImage' },
  })
})

test.each([
  [0x29, 'refused'],
  [0xff, 'refused'],
])('to a watch code %i is a fault and never a finger', async (code, kind) => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  answerWith(stand, genImg, code)
  const seen: string[] = []
  const watching = (async () => {
    for await (const presence of scanner.watch(new AbortController().signal)) {
      seen.push(presence.ok ? presence.value : presence.fault.kind)
    }
  })()
  await stand.clock.runUntil(watching)
  expect(seen).toEqual([kind])
})

test('a part that cannot tell its data is used by its profile', async () => {
  const stand = createEf01Stand()
  answerWith(stand, 0x3c, 0xfc)
  const scanner = await stand.scanner()
  expect(scanner.identity).toMatchObject({ model: 'R503', serial: '', widthPx: 192, heightPx: 192 })
  stand.twin.place(finger)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

test.each([
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0],
  [0, 191, 0, 192],
])('a part that tells an impossible size (%i %i, %i %i) is used by its profile', async (...size) => {
  const stand = createEf01Stand()
  stand.meddler = {
    toPart(bytes) {
      if (bytes[9] !== 0x3c) return true
      const info = Array.from({ length: 46 }, (_, at) => size[at - 38] ?? 0xff)
      stand.say(frameOf(0x07, [0, ...info]))
      return false
    },
  }
  const scanner = await stand.scanner()
  expect(scanner.identity).toMatchObject({ model: 'R503', widthPx: 192, heightPx: 192 })
  stand.twin.place(finger)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})
