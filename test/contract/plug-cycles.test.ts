import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createScannerConnection } from '../../firmware/recording/capture/scanner-connection.ts'
import { openScanner } from '../../hal/driver/scanner/open-scanner.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import { createTwinCable } from '../../sim/serial/twin-binding.ts'
import { StickTwin } from '../../sim/usb/stick-twin.ts'
import { kiosks } from '../stand/intake-stand.ts'
import { openTransferSpool, StickTransferStand } from '../stand/stick-transfer-stand.ts'

const cycles = 200
const never = new AbortController().signal

// Sockets, pipes and the like that keep a process alive, by kind; the runner of the tests has timers of its own.
function held(): readonly string[] {
  const resources = process.getActiveResourcesInfo()
  return resources.filter((kind) => kind !== 'Timeout' && kind !== 'Immediate').sort()
}

test('a sensor is unplugged in the midst of a watch 200 times, and nothing is left behind', async () => {
  const clock = createRealClock()
  const twin = createSensorTwin('R503', { clock, paced: false, baud: 57_600 })
  const cable = createTwinCable('/dev/twin', twin)
  const openLine = createOpenSerialLine(cable.binding)
  const place = { path: '/dev/twin', model: 'R503', baud: 57_600 } as const
  const desk = createScannerConnection((signal) => openScanner(openLine, clock, place, signal))
  const once = async () => {
    const scanner = await desk.use(never)
    if (!scanner.ok) throw new Error(scanner.fault.kind)
    let last = ''
    for await (const presence of scanner.value.watch(never)) {
      last = presence.ok ? presence.value : presence.fault.kind
      if (presence.ok) cable.unplug()
      else await desk.failed(presence.fault)
    }
    expect(last).toBe('unplugged')
    expect((await desk.use(never)).ok).toBe(false)
    cable.replug()
  }
  await once()
  const before = held()
  for (let cycle = 0; cycle < cycles; cycle += 1) await once()
  expect(held()).toEqual(before)
  expect(getEventListeners(never, 'abort').length).toBeLessThan(5)
})

test('a stick is carried 200 times, and the last is as quick and clean as the first', async () => {
  const spool = await openTransferSpool([[1], [2]], kiosks.own, new MemoryDisk())
  await using stand = new StickTransferStand(spool)
  const stick = new StickTwin()
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    expect(await stand.after(() => stand.usb.plug(stick))).toMatchObject({ kind: 'safe', carried: 2 })
    expect(await stand.after(() => stand.usb.pull(stick))).toBeUndefined()
  }
  expect([...stick.disk.contents().keys()].filter((path) => path.endsWith('.packet')).length).toBe(2)
})
