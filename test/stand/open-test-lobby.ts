import type { Intent } from '../../firmware/interface/model/intent.ts'
import { hidePin } from '../../firmware/service/provisioning/pin-guard.ts'
import type { Site } from '../../firmware/service/provisioning/site.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from './open-test-kiosk.ts'
import { until } from './until.ts'

const pin = await hidePin('246810')

/** For tests: the lobby of a kiosk over stand-ins, with hands that tap, and a PIN of 246810. */
export async function openTestLobby(code?: string, attendantPin: Site['attendantPin'] = pin) {
  const [clock, disk] = [createHandClock(), new MemoryDisk()]
  await importClassList(clock, disk)
  const opened = await openTestKiosk(
    clock,
    disk,
    {},
    {},
    { attendantPin, schoolPage: 'http://10.0.0.7:8081/', ...(code !== undefined && { code }) },
  )
  const { kiosk } = opened
  const tap = async (intent: Intent) => {
    if (!kiosk.request({ screen: kiosk.screen.serial, intent }))
      throw new Error(`${intent.type} is not offered`)
    for (let turn = 0; turn < 100; turn += 1) await new Promise((next) => setImmediate(next))
  }
  // It is hashed beside the event loop.
  const enterPin = async () => {
    await tap({ type: 'enter-pin', digits: '246810' })
    await until('the menu', () => kiosk.screen.title === 'Menu petugas')
  }
  const born = (nisn: string) => Object.values(pupils).find((one) => one.nisn === nisn)?.born ?? '01012009'
  const takeNumber = async (nisn: string) => {
    await tap({ type: 'take-ticket' })
    await tap({ type: 'enter-number', digits: nisn })
    await tap({ type: 'enter-birth-date', digits: born(nisn) })
  }
  const options = () => (kiosk.screen.body.kind === 'options' ? kiosk.screen.body.options : [])
  const choose = async (label: string) => {
    const option = options().find((one) => one.label === label)
    if (!option) throw new Error(`no option ${label}`)
    await tap(option.intent)
  }
  return {
    ...opened,
    clock,
    tap,
    takeNumber,
    enterPin,
    choose,
    labels: () => options().map(({ label }) => label),
  }
}
