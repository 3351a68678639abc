import { faultWords, readFault } from '../../sim/sensor/fault/fault-words.ts'
import type { PlacedFinger } from '../../sim/sensor/placed-finger.ts'
import type { SensorTwin } from '../../sim/sensor/sensor-twin.ts'

/** The cable of a twin, which a word can pull. */
export interface PullableCable {
  unplug(): Promise<void>
  plug(): Promise<void>
}

const wordList = 'place SIAPA:POSISI · lift · power off · power on · unplug · plug · fault NAMA[:NILAI]'

/** One line that moves the world of a running twin. Undefined when it was understood, else what was not. */
export async function runTwinCommand(
  line: string,
  twin: SensorTwin,
  cable: PullableCable,
): Promise<string | undefined> {
  const [verb = '', object = '', ...rest] = line.trim().split(/\s+/)
  if (verb === '') return undefined
  const done = rest.length === 0 && (await act(verb, object, twin, cable))
  return done ? undefined : complaint(line.trim(), verb)
}

async function act(verb: string, object: string, twin: SensorTwin, cable: PullableCable): Promise<boolean> {
  const finger = verb === 'place' ? readFinger(object) : undefined
  const fault = verb === 'fault' ? readFault(object) : undefined
  if (finger) twin.place(finger)
  else if (fault) twin.fault(fault)
  else if (verb === 'power' && (object === 'on' || object === 'off')) twin.powered = object === 'on'
  else if (verb === 'lift' && object === '') twin.lift()
  else if (verb === 'unplug' && object === '') await cable.unplug()
  else if (verb === 'plug' && object === '') await cable.plug()
  else return false
  return true
}

function complaint(line: string, verb: string): string {
  if (verb !== 'fault') return `"${line}" tidak dikenal. Pilih: ${wordList}.`
  return `"${line}" tidak dikenal. Gangguan: ${faultWords.map(({ name }) => name).join(', ')}.`
}

/** `ani:2` as a finger: whose, and its ANSI/NIST position 1 to 10. */
export function readFinger(words: string): PlacedFinger | undefined {
  const [, person, position] = /^([\w-]{1,40}):(10|[1-9])$/.exec(words) ?? []
  return person === undefined ? undefined : { person, position: Number(position) }
}
