import type { ExitCode } from '../../firmware/console/exit-code.ts'
import type { SimulatedSensor } from '../../firmware/console/simulations.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createSensorTwin, ratesOf, sensorModels } from '../../sim/sensor/create-sensor-twin.ts'
import { faultWords, readFault, readNumber } from '../../sim/sensor/fault/fault-words.ts'
import type { SensorFault } from '../../sim/sensor/fault/sensor-fault.ts'
import type { SensorTwin, TwinOptions } from '../../sim/sensor/sensor-twin.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { readCommands } from './read-commands.ts'
import { readFinger, runTwinCommand } from './run-twin-command.ts'
import { untilStopped } from './until-stopped.ts'

/** A twin at a pseudo-terminal until it is stopped; words on standard input move its world. */
export async function simulateSensor(options: SimulatedSensor, stopped: AbortSignal): Promise<ExitCode> {
  const prepared = prepare(options)
  if (typeof prepared === 'string') {
    console.error(prepared)
    return 2
  }
  let front = await openPtyFront(options.link, prepared)
  console.log(`Sensor ${options.model} simulasi di ${front.link}, ${prepared.baud} baud`)
  const cable = {
    plugged: true,
    async unplug() {
      if (this.plugged) await front.close()
      this.plugged = false
    },
    async plug() {
      if (!this.plugged) front = await openPtyFront(options.link, prepared)
      this.plugged = true
    },
  }
  using _words = readCommands(async (line) => {
    const complaint = await runTwinCommand(line, prepared, cable)
    if (complaint) console.error(complaint)
  })
  await untilStopped(stopped)
  if (cable.plugged) await front.close()
  return 0
}

/** The twin as it was asked for, or what is wrong with the words. */
function prepare(options: SimulatedSensor): SensorTwin | string {
  if (!sensorModels.includes(options.model)) return `Model: ${sensorModels.join(', ')}.`
  const rates = ratesOf(options.model)
  const numbers = readNumbers(options)
  if (typeof numbers === 'string') return numbers
  if (numbers.baud !== undefined && !rates.includes(numbers.baud))
    return `Kecepatan ${options.model}: ${rates.join(', ')}.`
  const finger = options.finger === undefined ? undefined : readFinger(options.finger)
  if (options.finger !== undefined && !finger) return 'Jari: siapa:posisi, posisi 1 sampai 10.'
  const faults: SensorFault[] = []
  for (const words of options.faults) {
    const fault = readFault(words)
    if (!fault) return faultList(words)
    faults.push(fault)
  }
  const twin = createSensorTwin(options.model, { clock: createRealClock(), paced: options.paced, ...numbers })
  if (finger) twin.place(finger)
  for (const fault of faults) twin.fault(fault)
  return twin
}

function readNumbers(
  options: SimulatedSensor,
): Partial<Pick<TwinOptions, 'baud' | 'password' | 'address' | 'seed' | 'soak'>> | string {
  const numbers: Record<string, number> = {}
  for (const name of ['baud', 'password', 'address', 'seed'] as const) {
    const words = options[name]
    if (words === undefined) continue
    const number = readNumber(words)
    if (number === undefined || number > 0xffffffff) return `--${name}: angka, desimal atau 0x.`
    numbers[name] = number
  }
  if (options.soak === undefined) return numbers
  const soak = Number(options.soak)
  if (!(soak >= 0 && soak <= 1)) return '--soak: peluang 0 sampai 1.'
  return { ...numbers, soak }
}

export function faultList(words: string): string {
  const names = faultWords.map(({ name, argument }) => (argument === '' ? name : `${name}:(${argument})`))
  return `Gangguan ${words} tidak dikenal. Pilih: ${names.join(' · ')}.`
}
