import { expect, test } from 'vitest'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { createEf01Stand, finger, isLastSent, type Meddler } from './ef01-stand.ts'

test.each([9_600, 19_200, 57_600, 115_200])(
  'row 1: a part at %i baud is found by a driver told another rate',
  async (baud) => {
    const stand = createEf01Stand({ baud })
    const opened = await stand.open({ baud: baud === 57_600 ? 115_200 : 57_600 })
    if (!opened.ok) throw new Error(opened.fault.kind)
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(opened.value), stand.twin)).toBe(true)
  },
)

test('row 31: crossed wires that send everything back are called an echo', async () => {
  const stand = createEf01Stand()
  stand.twin.fault({ kind: 'echo' })
  const opened = await stand.open()
  expect(opened).toEqual({ ok: false, fault: { kind: 'garbled', damage: 'echo', bytes: 0 } })
})

test('wires crossed while it runs give a fault, not an image', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  stand.twin.fault({ kind: 'echo' })
  const image = await stand.capture(scanner)
  expect(image.ok ? 'an image' : image.fault.kind).toBe('garbled')
  stand.twin.reboot()
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

// One after another: opening asks four things, a capture two.
test.each([0, 1, 2, 3, 4, 5])('row 3: answer %i with a wrong checksum is asked for again', async (number) => {
  const stand = createEf01Stand()
  let answers = 0
  stand.meddler = {
    toPart() {
      if (answers === number) stand.twin.fault({ kind: 'bad-answer' })
      answers += 1
      return true
    },
  }
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  expect(scanner.identity).toMatchObject({ model: 'R503', serial: 'TWIN0001', widthPx: 192 })
})

test('row 11: a part locked by a password is asked with each factory password once and named', async () => {
  const stand = createEf01Stand({ password: 123_456 })
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'locked', by: 'password' } })
  expect(stand.commands).toEqual([0x13, 0x13])
})

/** Noise from the line without end, as from a loose wire beside a motor. */
function noisyLine(stand: ReturnType<typeof createEf01Stand>): { meddler: Meddler; stop(): void } {
  const random = createSeededRandom(77)
  let running = true
  let pour: (bytes: Uint8Array) => void = () => undefined
  const hiss = async () => {
    while (running) {
      await stand.clock.sleep(50)
      pour(random.bytes(20))
    }
  }
  void hiss()
  return {
    meddler: {
      toHost(_bytes, pass) {
        pour = pass
      },
    },
    stop: () => {
      running = false
    },
  }
}

test('a line that never is quiet gives a fault in bounded time, and works once it is', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  const noise = noisyLine(stand)
  stand.meddler = noise.meddler
  const before = stand.clock.monotonicMs()
  const image = await stand.capture(scanner)
  expect(image.ok ? 'an image' : image.fault.kind).toBe('garbled')
  expect(stand.clock.monotonicMs() - before).toBeLessThan(30_000)
  noise.stop()
  stand.meddler = {}
  await stand.clock.advance(1_000)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

test('row 8: a ready byte and noise before an answer do no harm', async () => {
  const stand = createEf01Stand()
  stand.meddler = {
    toHost(bytes, pass) {
      if (bytes[0] === 0xef) pass(Uint8Array.of(0x55, 0x00, 0xef))
      pass(bytes)
    },
  }
  expect((await stand.open()).ok).toBe(true)
})
