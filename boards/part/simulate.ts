import type { ConsoleWorld, ExitCode, SimulatedSensor } from '../../firmware/console/console-world.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import { streamSimulatedPreview, takeSimulatedStill } from '../../sim/camera/camera-program.ts'
import { R503Twin } from '../../sim/sensor/r503-twin.ts'
import type { SensorFault } from '../../sim/sensor/sensor-fault.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { openSchool } from '../desk/open-school.ts'

/** The `rekam sim` commands: twins that run until they are stopped. */
export function createSimulations(stopped: AbortSignal): ConsoleWorld['simulate'] {
  return {
    sensor: (options) => simulateSensor(options, stopped),
    async district({ port, dataFolder }) {
      const office = await openSchool(dataFolder, undefined, port, ({ directory, result }) =>
        console.error(`${directory}: ${result.ok ? 'accepted' : result.fault.kind}`),
      )
      console.log(`Kantor simulasi di ${office.registryUrl}`)
      await untilStopped(stopped)
      await office.close()
      return 0
    },
    async camera(kind, words) {
      const options = {
        seed: words['seed'] ?? 'siswa',
        widthPx: Number(words['width'] ?? 480),
        heightPx: Number(words['height'] ?? 640),
        output: words['output'] ?? words['o'],
        copies: words['copies'],
      }
      if (kind === 'preview') await streamSimulatedPreview(options)
      else await takeSimulatedStill(options)
      return 0
    },
  }
}

const faults: Readonly<Record<string, SensorFault>> = {
  'flip-bit': { kind: 'flip-bit', frame: 5 },
  'drop-bytes': { kind: 'drop-bytes', count: 3 },
  'drop-frame': { kind: 'drop-frame', frame: 5 },
  'omit-end': { kind: 'omit-end' },
  'bad-answer': { kind: 'bad-answer' },
  hang: { kind: 'hang' },
  echo: { kind: 'echo' },
}

async function simulateSensor(options: SimulatedSensor, stopped: AbortSignal): Promise<ExitCode> {
  const finger = /^([\w-]{1,40}):(10|[1-9])$/.exec(options.finger ?? '')
  const fault = faults[options.fault ?? '']
  if (options.model !== 'R503' || (options.finger && !finger) || (options.fault && !fault)) {
    console.error('Model: R503. Jari: siapa:posisi, posisi 1-10. Gangguan: lihat --help.')
    return 2
  }
  const twin = new R503Twin({ clock: createRealClock(), baud: options.baud })
  if (finger) twin.place({ person: finger[1] ?? '', position: Number(finger[2]) })
  if (fault) twin.fault(fault)
  const front = await openPtyFront(options.link, twin)
  console.log(`Sensor ${options.model} simulasi di ${front.link}, ${options.baud} baud`)
  await untilStopped(stopped)
  await front.close()
  return 0
}

function untilStopped(stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return Promise.resolve()
  return new Promise((resolve) => stopped.addEventListener('abort', () => resolve(), { once: true }))
}
