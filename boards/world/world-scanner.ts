import type { OpenScanner } from '../../firmware/recording/capture/scanner-connection.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import { openScanner } from '../../hal/driver/scanner/open-scanner.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import type { SensorFault } from '../../sim/sensor/fault/sensor-fault.ts'
import { createTwinCable } from '../../sim/serial/twin-binding.ts'
import type { Glass } from '../../sim/world/box.ts'
import type { ScannerMishap } from '../../sim/world/plan.ts'
import { ScannerHand } from '../../sim/world/scanner-hand.ts'

/** The scanner that the kiosk opens, and the twin in the world's hands. */
export interface WorldScanner {
  readonly glass: Glass
  readonly open: OpenScanner
  /** The part loses its power with the kiosk, and has it again with the next start. */
  powerCycle(): void
}

/** As quick as memory: for thousands of days. */
export function createQuickScanner(clock: Clock, transferMs?: number): WorldScanner {
  const hand = new ScannerHand(clock, transferMs)
  return { glass: hand, open: hand.open, powerCycle: () => undefined }
}

const path = '/dev/world'
const baud = 57_600
const unpluggedMs = 5_000

function twinFault(kind: Exclude<ScannerMishap, 'unplugged'>, times: number): SensorFault {
  if (kind === 'silent') return { kind: 'silence', answers: times }
  // 07: too few features in the image, as of a finger that was hardly there.
  return kind === 'garbled' ? { kind: 'bad-answer' } : { kind: 'code', code: 7 }
}

/** The real driver and the real `serialport` over a twin that speaks its wire protocol: a second for each finger. */
export function createWiredScanner(clock: Clock): WorldScanner {
  const twin = createSensorTwin('R503', { clock, paced: false, baud })
  const cable = createTwinCable(path, twin)
  const openLine = createOpenSerialLine(cable.binding)
  const glass: Glass = {
    // One hand for all, as growing ten fingers takes longer than a day.
    press: ({ position }) => twin.place({ person: 'world', position }),
    lift: () => twin.lift(),
    break(kind, times) {
      if (kind !== 'unplugged') return twin.fault(twinFault(kind, times))
      cable.unplug()
      void clock.sleep(unpluggedMs * times).then(() => cable.replug())
    },
  }
  return {
    glass,
    open: (signal) => openScanner(openLine, clock, { path, model: 'R503', baud }, signal),
    powerCycle() {
      cable.unplug()
      cable.replug()
      twin.reboot()
    },
  }
}
