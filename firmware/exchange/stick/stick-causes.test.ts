import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import type { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { StickTwin } from '../../../sim/usb/stick-twin.ts'
import { kiosks } from '../../../test/stand/intake-stand.ts'
import { carry, kiosk, put, stickFromOffice } from '../../../test/stand/stick-round.ts'
import { reopen, StickTransferStand } from '../../../test/stand/stick-transfer-stand.ts'

describe('what goes wrong with a stick is told apart', () => {
  test('pulled where the socket notices late: it was pulled, and that is said for a while', async () => {
    const stick = new StickTwin()
    stick.goesUnnoticed = true
    stick.pulledAfterCalls = 12
    await using stand = new StickTransferStand(await reopen(kiosk.clone()))
    const early = { kind: 'trouble', cause: 'pulled' }
    expect(await stand.after(() => stand.usb.plug(stick))).toMatchObject(early)
    expect(await stand.after(() => stand.usb.notice(stick))).toMatchObject(early)
  })

  test('locked: nothing can be made on it', async () => {
    const stick = new StickTwin()
    stick.disk.medium.readOnly = true
    expect(await carry(kiosk.clone(), stick)).toMatchObject({ kind: 'trouble', cause: 'read-only' })
  })

  test('a file that cannot be read once is read again', async () => {
    const stick = await stickFromOffice()
    const failing = new Set([...stick.disk.contents().keys(), 'REKAM/IN'])
    stick.disk.medium.failsToRead = (path) => failing.delete(path)
    expect(await carryForLong(kiosk.clone(), stick)).toEqual({ kind: 'safe', carried: 2, receipts: 2 })
  })

  test('a file that cannot be read at all is no verdict on it: the stick is broken', async () => {
    const stick = await stickFromOffice()
    stick.disk.medium.failsToRead = (path) => path.endsWith('000001.receipt.json')
    expect(await carryForLong(kiosk.clone(), stick)).toMatchObject({ kind: 'trouble', cause: 'broken' })
  })

  test('the manifest of a copied card that cannot be read is not written over', async () => {
    const stick = await stickFromOffice()
    const path = [...stick.disk.contents().keys()].find((one) => one.includes('OUT') && one.endsWith('.json'))
    const manifest = Buffer.from('{"of":"another card"}')
    const folder = `REKAM/OUT/${kiosks.own.device}/000003`
    await put(stick, `${folder}/batch.json`, manifest)
    await put(stick, `${folder}/batch.sig`, Buffer.from('signed'))
    expect(path).toBeDefined()
    stick.disk.medium.failsToRead = (one) => one === `${folder}/batch.json`
    expect(await carryForLong(kiosk.clone(), stick)).toMatchObject({ kind: 'trouble', cause: 'broken' })
    expect(stick.disk.files()[`${folder}/batch.json`]).toBe(manifest.toString())
  })
})

async function carryForLong(disk: MemoryDisk, stick: StickTwin) {
  const clock = createHandClock()
  await using stand = new StickTransferStand(await reopen(disk), clock)
  return await clock.runUntil(stand.after(() => stand.usb.plug(stick)))
}
