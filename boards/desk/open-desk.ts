import { join } from 'node:path'
import { unknownLink } from '../../hal/contract/link-status.ts'
import { openFiveFront } from '../../hal/driver/gpio/five-front.ts'
import { openScanner } from '../../hal/driver/scanner/open-scanner.ts'
import { createEspeakVoice } from '../../hal/driver/system/espeak-voice.ts'
import { createCodeReader } from '../../hal/driver/vision/code-check.ts'
import { createFaceCheck } from '../../hal/driver/vision/face-check.ts'
import { createAnsweringProgram } from '../../hal/linux/node-answering-program.ts'
import { createNodeBoardFacts } from '../../hal/linux/node-board-facts.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { writeExecutable } from '../../hal/linux/write-executable.ts'
import { createPinsTwin, type PinsTwin } from '../../sim/pins/pins-twin.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import type { SensorTwin } from '../../sim/sensor/sensor-twin.ts'
import { createTwinCable, type TwinCable } from '../../sim/serial/twin-binding.ts'
import { type BoardData, frontLines } from '../assembly/board-data.ts'
import { openCamera } from '../assembly/open-camera.ts'
import type { OpenedBoard } from '../assembly/opened-board.ts'
import { helperCommand } from '../assembly/own-command.ts'
import { createFolderSticks } from './folder-sticks.ts'

/** The desk with the world's hands on every twin. */
export interface DeskBoard extends OpenedBoard {
  readonly sensor: SensorTwin
  readonly cable: TwinCable
  readonly pins: PinsTwin
}

export interface DeskOptions {
  readonly data: BoardData
  readonly dataFolder: string
  /** The person before the camera. */
  readonly portraitSeed: string
  /** False hands sensor bytes over at once, for tests where the wire does not matter. */
  readonly paced: boolean
}

/** Real drivers over twins: own serial binding, camera programs on a private path, pins without a board. */
export async function openDesk(options: DeskOptions): Promise<DeskBoard> {
  const { data } = options
  const clock = createRealClock()
  // The twin has no touch pin.
  const { touchLine: _, ...scanner } = data.scanner
  const { path, baud, model } = scanner
  const sensor = createSensorTwin(model, { clock, paced: options.paced, baud })
  const cable = createTwinCable(path, sensor)
  const openLine = createOpenSerialLine(cable.binding)
  const pins = createPinsTwin()
  const front = openFiveFront(pins.port, frontLines(data), clock)
  const folder = join(options.dataFolder, 'simulated')
  const still = await writeStandIn(folder, 'still', options.portraitSeed)
  const video = await writeStandIn(folder, 'preview', options.portraitSeed)
  const camera = { ...data.camera, stillPrograms: [still], videoPrograms: [video] }
  return {
    data,
    sensor,
    cable,
    pins,
    openScanner: (signal) => openScanner(openLine, clock, scanner, signal),
    camera: await openCamera({ ...data, camera }, options.dataFolder),
    faces: createFaceCheck(createAnsweringProgram(helperCommand('face-check'))),
    codes: createCodeReader(createAnsweringProgram(helperCommand('code-check')), clock),
    ...front,
    // The laptop's own, where it has one.
    voice: createEspeakVoice(createNodePrograms()),
    facts: createNodeBoardFacts(options.dataFolder, data.thermal),
    // The desk's office is on loopback, whatever the laptop's network does.
    link: { hint: async () => unknownLink },
    media: createFolderSticks(clock, join(options.dataFolder, 'stick')),
    close: async () => undefined,
  }
}

// The stand-in for rpicam-still is this very program, woken by another word, so it works in one executable too.
async function writeStandIn(folder: string, kind: 'still' | 'preview', seed: string): Promise<string> {
  const path = join(folder, `rpicam-${kind}`)
  const command = helperCommand('camera-twin')
    .map((word) => `'${word}'`)
    .join(' ')
  const files = `--copies '${join(folder, 'stills')}' --stance '${join(folder, 'stance.json')}'`
  const text = `#!/bin/sh\nunset PKG_EXECPATH\nexec ${command} ${kind} --seed '${seed}' ${files} "$@"\n`
  await writeExecutable(path, text)
  return path
}
