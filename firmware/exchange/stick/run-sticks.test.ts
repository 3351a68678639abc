import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { StickTwin } from '../../../sim/usb/stick-twin.ts'
import { UsbTwin } from '../../../sim/usb/usb-twin.ts'
import { importClassList, openTestKiosk, pupils } from '../../../test/stand/open-test-kiosk.ts'
import { receiptFor } from '../../../test/stand/spool-stand.ts'
import { createTestStudent, type TestStudent } from '../../../test/stand/test-student.ts'
import { until } from '../../../test/stand/until.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { cueTable } from '../../interface/cues/cue-table.ts'
import type { Kiosk } from '../../kiosk/kiosk.ts'
import { stickContext } from '../../kiosk/stick-context.ts'
import { runSticks } from './run-sticks.ts'

const { siti } = pupils

async function openStickKiosk() {
  const [clock, disk, usb] = [createHandClock(), new MemoryDisk(), new UsbTwin()]
  await importClassList(clock, disk)
  const opened = await openTestKiosk(clock, disk)
  const stop = new AbortController()
  const running = runSticks(stickContext(opened.kiosk), usb, stop.signal)
  const student = createTestStudent(opened.kiosk, clock, until)
  const says = (words: string) => opened.kiosk.screen.lines.some((line) => line.startsWith(words))
  return {
    ...opened,
    disk,
    usb,
    student,
    says,
    record: () => record(student, opened.kiosk),
    safe: () => until('the stick is safe', () => says('Stik aman dicabut')),
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
    },
  }
}

test('a stick in an idle box: what was recorded goes on it, the lobby and the lamp say when it may be pulled', async () => {
  await using box = await openStickKiosk()
  const { kiosk, usb, lamps } = box
  await box.record()
  const stick = new StickTwin({ label: siti.name })
  usb.plug(stick)
  await box.safe()
  expect(kiosk.screen.lines).toContain('Stik aman dicabut: 1 kumpulan di stik, 0 tanda terima masuk.')
  expect(lamps.at(-1)).toEqual(cueTable.done.lamp)
  usb.pull(stick)
  await until('no word of it', () => !box.says('Stik'))
  expect(lamps.at(-1)).toEqual(cueTable.idle.lamp)
})

test('nothing on the stick, or on the screen names the student', async () => {
  await using box = await openStickKiosk()
  await box.record()
  const stick = new StickTwin({ label: siti.name })
  box.usb.plug(stick)
  await box.safe()
  const told = JSON.stringify([stick.disk.files(), box.kiosk.screen])
  for (const secret of [siti.name, siti.nik, siti.nisn, 'SITI']) expect(told.includes(secret)).toBe(false)
})

test('the receipt comes back on the stick, and only then the packet goes', async () => {
  await using box = await openStickKiosk()
  await box.record()
  const stick = new StickTwin()
  box.usb.plug(stick)
  await box.safe()
  box.usb.pull(stick)
  await until('no word of it', () => !box.says('Stik'))
  const held = () => Object.keys(box.disk.files()).filter((path) => path.endsWith('.packet')).length
  expect(held()).toBe(1)
  await answer(stick, box.kiosk.stores.spool)
  box.usb.plug(stick)
  await until('the receipt is in', () =>
    box.says('Stik aman dicabut: 0 kumpulan di stik, 1 tanda terima masuk.'),
  )
  expect(held()).toBe(0)
})

test('whoever is at the panel sees and hears nothing of a stick', async () => {
  await using box = await openStickKiosk()
  const { kiosk, student, usb, lamps } = box
  await student.stepUp(siti.nisn, siti.born)
  const [screen, before] = [kiosk.screen, lamps.length]
  const stick = new StickTwin()
  const plugged = usb.plug(stick)
  await until('the stick was let go of', () => plugged.isReleased)
  expect([kiosk.screen, lamps.length]).toEqual([screen, before])
})

async function record(student: TestStudent, kiosk: Kiosk): Promise<void> {
  await student.stepUp(siti.nisn, siti.born)
  await student.record()
  student.tap({ type: 'close-receipt' })
  await until('idle', () => kiosk.screen.body.kind === 'idle')
}

// The registry signs for the one batch.
async function answer({ disk }: StickTwin, spool: Spool): Promise<void> {
  const shelf = await spool.batches()
  const manifest = shelf.ok ? shelf.value[0]?.manifest : undefined
  if (!manifest) throw new Error('no batch')
  const { bytes, signature } = receiptFor({ manifest, bytes: new Uint8Array(), signature: '' })
  await disk.makeDirectory('REKAM/IN')
  await disk.write(`REKAM/IN/${manifest.device}-000001.receipt.json`, bytes)
  await disk.write(`REKAM/IN/${manifest.device}-000001.receipt.sig`, Buffer.from(signature))
}
