import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openTestDay } from '../../test/stand/open-test-day.ts'
import { importClassList, pupils } from '../../test/stand/open-test-kiosk.ts'
import { receiptFor, registryKey, standIdentity } from '../../test/stand/spool-stand.ts'
import { until } from '../../test/stand/until.ts'
import { acceptReceipt } from '../custody/spool/accept-receipt.ts'
import { cueTable } from '../interface/cues/cue-table.ts'
import type { Screen } from '../interface/model/screen.ts'

const { siti, fauzan } = pupils
const recorded = 'Kamu sudah direkam'

describe('a visit that was erased leaves its owner free to come back the same day', () => {
  test('declined at the assent', async () => {
    const { student, close } = await openTestDay()
    expect(await student.stepUp(siti.nisn, siti.born)).toBe('A-01')
    student.tap({ type: 'confirm-identity' })
    student.tap({ type: 'decline' })
    await close()
    expect((await student.askNumber(siti.nisn)).ticket).toBe('A-02')
  })

  test('declined in the middle, with pieces kept', async () => {
    const { student, close, drafts } = await openTestDay()
    await student.stepUp(siti.nisn, siti.born)
    await student.agree()
    student.tap({ type: 'leave' })
    student.tap({ type: 'decline' })
    await close()
    expect(drafts()).toEqual([])
    expect((await student.askNumber(siti.nisn)).ticket).toBe('A-02')
  })
})

describe('a receipt is checked by its eight characters', () => {
  const codeOn = ({ body }: Screen) => (body.kind === 'receipt' ? body.code : '')

  test('from kept, to sent, to received by the registry', async () => {
    const { student, close, kiosk, lamps } = await openTestDay()
    await student.stepUp(siti.nisn, siti.born)
    await student.record()
    const code = codeOn(kiosk.screen)
    await close()
    expect(await student.checkCode(code)).toMatchObject({
      title: 'Rekamanmu tersimpan di kios ini',
      lines: ['Belum dikirim ke Dukcapil.', 'Cek lagi besok.'],
    })
    expect(lamps.at(-1)).toEqual(cueTable['on-its-way'].lamp)
    await close()
    const { spool } = kiosk.stores
    const batch = await spool.closeBatch(kiosk.stamp())
    if (!batch.ok || !batch.value) throw new Error('no batch')
    expect((await student.checkCode(code)).lines).toEqual([
      'Ada di kumpulan nomor 1, menunggu jawaban Dukcapil.',
      'Cek lagi besok.',
    ])
    await close()
    const { bytes, signature } = receiptFor(batch.value, { number: 41 })
    await acceptReceipt(spool, { bytes, signature }, [registryKey.publicKey], kiosk.stamp())
    const { title, lines } = await student.checkCode(code)
    expect([title, lines]).toEqual([
      'Dukcapil sudah menerima rekamanmu',
      ['Nomor tanda terima Dukcapil: 41. Kamu tidak perlu merekam lagi.'],
    ])
    expect(lamps.at(-1)).toEqual(cueTable.good.lamp)
  })

  test('mistyped, it is asked for again; unknown, it is said so; and the screen goes by itself', async () => {
    const { student, kiosk, clock, lamps } = await openTestDay()
    expect(await student.checkCode('WERC-8GM2')).toMatchObject({
      lines: ['Ada yang salah ketik. Cocokkan lagi.'],
      body: { kind: 'code-pad' },
    })
    expect(lamps.at(-1)).toEqual(cueTable.retry.lamp)
    student.tap({ type: 'enter-code', code: 'WERC8GM1' })
    await until('an answer', () => kiosk.screen.title === 'Kode ini tidak dikenal di kios ini')
    await clock.advance(20_000)
    await until('idle', () => kiosk.screen.body.kind === 'idle')
  })
})

describe('who was recorded is told so', () => {
  test('the same day, after a restart, and after the same list is imported again', async () => {
    const { student, close, kiosk, disk, clock } = await openTestDay()
    await student.stepUp(siti.nisn, siti.born)
    await student.record()
    await close()
    expect((await student.askNumber(siti.nisn)).title).toBe(recorded)
    expect((await toPad(kiosk, student, siti.nik)).title).toBe(recorded)

    disk.powerCut()
    await clock.advance(24 * 3_600_000)
    const nextDay = await openTestDay(clock, disk)
    expect((await nextDay.student.askNumber(siti.nisn)).title).toBe(recorded)

    // The school's own list still says "belum" for her.
    await importClassList(clock, disk)
    const later = await openTestDay(clock, disk)
    expect((await later.student.askNumber(siti.nisn)).title).toBe(recorded)
  })

  test('even when the power is cut while the receipt shows: nobody can go on with that ticket', async () => {
    const { student, disk, clock } = await openTestDay()
    await student.stepUp(siti.nisn, siti.born)
    await student.record()
    disk.powerCut()
    const after = await openTestDay(clock, disk)
    const starts = after.kiosk.screen.choices.filter(({ intent }) => intent.type === 'start-ticket')
    expect(starts).toEqual([])
    expect((await after.student.askNumber(siti.nisn)).title).toBe(recorded)
    expect(await after.kiosk.stores.spool.openPackets()).toMatchObject({ ok: true, value: { length: 1 } })
  })
})

test('a visit that was left goes on under its ticket after a power cut', async () => {
  const { student, close, disk, clock } = await openTestDay()
  await student.stepUp(siti.nisn, siti.born)
  await student.agree()
  student.tap({ type: 'leave' })
  student.tap({ type: 'leave' })
  await close()
  disk.powerCut()
  const after = await openTestDay(clock, disk)
  expect((await after.student.askNumber(siti.nisn)).ticket).toBe('A-01')
})

test('a first in line who went home holds nobody up: called three times, then sent to the back', async () => {
  const { student, close, kiosk, clock, disk, lamps } = await openTestDay()
  for (const nisn of [siti.nisn, fauzan.nisn]) {
    await student.askNumber(nisn)
    await close()
  }
  const titles: string[] = []
  for (let call = 1; call <= 3; call += 1) {
    student.tap({ type: 'call-again', ticket: 'A-01' })
    await until('the call', () => kiosk.screen.body.kind === 'words')
    titles.push(kiosk.screen.title)
    expect(lamps.at(-1)).toEqual(cueTable.call.lamp)
    // A call lasts for its time: three quick taps send no student back.
    const { serial } = kiosk.screen
    const again = { screen: serial, intent: { type: 'call-again', ticket: 'A-01' } } as const
    expect(kiosk.request(again)).toBe(false)
    await clock.advance(15_000)
    await until('idle', () => kiosk.screen.body.kind === 'idle')
  }
  expect(titles).toEqual(['Nomor A-01, giliranmu', 'Nomor A-01, giliranmu', 'Nomor A-02, giliranmu'])
  disk.powerCut()
  const after = await openTestDay(clock, disk)
  expect(after.kiosk.screen.body).toMatchObject({ waiting: ['A-02', 'A-01'] })
})

test('no screen of a whole visit shows a name or a number of its owner', async () => {
  const { student, close, kiosk } = await openTestDay()
  const shown: Screen[] = []
  kiosk.subscribe((screen) => shown.push(screen))
  await student.stepUp(siti.nisn, siti.born)
  await student.record()
  await close()
  const text = JSON.stringify(shown)
  expect(shown.length).toBeGreaterThan(20)
  expect(text.includes('SI•• AM••••')).toBe(true)
  const secrets = ['SITI', 'AMINAH', siti.nisn, siti.nik, siti.born]
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
})

test('the photos have an address only while they wait for approval, and no other visit has it', async () => {
  const { student, kiosk, clock } = await openTestDay()
  await student.stepUp(siti.nisn, siti.born)
  await student.agree()
  student.tap({ type: 'take-photo' })
  await clock.advance(3_000)
  await until('the photos', () => kiosk.screen.body.kind === 'pictures')
  const { body } = kiosk.screen
  const tokens = body.kind === 'pictures' ? body.pictures.map(({ url }) => url.replace('/picture/', '')) : []
  expect(tokens.map((token) => kiosk.picture(token) !== undefined)).toEqual([true, true])
  expect(tokens.map((token) => kiosk.picture(`${token}0`))).toEqual([undefined, undefined])
  expect(kiosk.picture('undefined-undefined')).toBeUndefined()
  const [, other] = tokens.map((token) => kiosk.picture(token))
  student.tap({ type: 'approve-photo', side: 'left' })
  await until('the signature box', () => kiosk.screen.body.kind === 'ink')
  expect(tokens.map((token) => kiosk.picture(token))).toEqual([undefined, undefined])
  expect(other?.every((byte) => byte === 0)).toBe(true)
})

test('a call for help stays on the lamp until the next moment', async () => {
  const { student, kiosk, lamps } = await openTestDay()
  student.tap({ type: 'call-help' })
  expect(lamps.at(-1)).toEqual({ colour: 'red', rhythm: 'pulse' })
  expect(kiosk.screen.lines).toContain('Petugas sudah dipanggil.')
  student.tap({ type: 'take-ticket' })
  expect(lamps.at(-1)).toEqual({ colour: 'blue', rhythm: 'steady' })
  expect(kiosk.screen.lines).not.toContain('Petugas sudah dipanggil.')
})

test('a box that is opened is logged and told to staff; its power button is nothing of the visit', async () => {
  const { kiosk, lamps, logged, press } = await openTestDay()
  press('power')
  const lit = lamps.length
  expect(logged).not.toContain('case-opened')
  press('tamper')
  expect([logged.at(-1), lamps.slice(lit)]).toEqual(['case-opened', [{ colour: 'red', rhythm: 'pulse' }]])
  expect(kiosk.screen.lines).toContain('Kotak terbuka. Petugas, mohon periksa.')
})

test('a tap on a screen that is gone, or an answer that is not on it, is refused', async () => {
  const { kiosk } = await openTestDay()
  const { serial } = kiosk.screen
  expect(kiosk.request({ screen: serial, intent: { type: 'agree' } })).toBe(false)
  expect(kiosk.request({ screen: serial, intent: { type: 'start-ticket', ticket: 'A-01' } })).toBe(false)
  expect(kiosk.request({ screen: serial, intent: { type: 'take-ticket' } })).toBe(true)
  expect(kiosk.request({ screen: serial, intent: { type: 'back' } })).toBe(false)
})

async function toPad(
  kiosk: Awaited<ReturnType<typeof openTestDay>>['kiosk'],
  student: Awaited<ReturnType<typeof openTestDay>>['student'],
  digits: string,
): Promise<Screen> {
  student.tap({ type: 'go-on' })
  await until('idle', () => kiosk.screen.body.kind === 'idle')
  return student.askNumber(digits)
}

describe('a kiosk that the key list speaks against takes nobody in, and says why', () => {
  test.each([
    ['shut out', { revoked: [standIdentity.device] }, 'Kios ini tidak dipakai lagi'],
    ['with software that is too old', { minimumSoftware: '7.0.0' }, 'Kios ini perlu diperbarui'],
  ])('%s', async (_what, changes, title) => {
    const { kiosk, student } = await openTestDay(createHandClock(), new MemoryDisk(), changes)
    student.tap({ type: 'take-ticket' })
    expect(kiosk.screen.title).toBe(title)
    expect(kiosk.screen.choices.map(({ intent }) => intent.type)).toEqual(['go-on'])
  })
})
