import type { Clock } from '../../hal/contract/clock.ts'
import type { GpioFault } from '../../hal/contract/gpio-port.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Watchdog, WatchdogFault } from '../../hal/contract/watchdog.ts'
import { openFiveFront } from '../../hal/driver/gpio/five-front.ts'
import { openScanner } from '../../hal/driver/scanner/open-scanner.ts'
import { createEspeakVoice } from '../../hal/driver/system/espeak-voice.ts'
import { createNetworkManagerLink } from '../../hal/driver/system/network-manager.ts'
import { createSystemdWatchdog } from '../../hal/driver/system/systemd-watchdog.ts'
import { createCodeReader } from '../../hal/driver/vision/code-check.ts'
import { createFaceCheck } from '../../hal/driver/vision/face-check.ts'
import { openDeviceWatchdog } from '../../hal/linux/device-watchdog.ts'
import { createLinuxSticks } from '../../hal/linux/linux-sticks.ts'
import { createAnsweringProgram } from '../../hal/linux/node-answering-program.ts'
import { createNodeBoardFacts } from '../../hal/linux/node-board-facts.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { type BoardData, frontLines, isPi } from './board-data.ts'
import { openCamera } from './open-camera.ts'
import { openLines } from './open-lines.ts'
import type { OpenedBoard } from './opened-board.ts'
import { helperCommand } from './own-command.ts'

/** Opens a Raspberry Pi with the parts its data names. Scanner and camera may be plugged in later. */
export async function openPi(data: BoardData, dataFolder: string): Promise<Result<OpenedBoard, GpioFault>> {
  const clock = createRealClock()
  const port = await openLines(data.gpio, clock)
  if (!port.ok) return port
  const front = openFiveFront(port.value, frontLines(data), clock)
  const openLine = createOpenSerialLine()
  // A touch line that cannot be had is done without: the part is asked instead.
  const { touchLine, ...scanner } = data.scanner
  const touch =
    touchLine === undefined ? undefined : port.value.input(touchLine, { activeLow: true, pull: 'external' })
  const place = { ...scanner, touchLine: touch?.ok ? touch.value : undefined }
  return ok({
    data,
    openScanner: (signal) => openScanner(openLine, clock, place, signal),
    camera: await openCamera(data, dataFolder),
    faces: createFaceCheck(createAnsweringProgram(helperCommand('face-check'))),
    codes: createCodeReader(createAnsweringProgram(helperCommand('code-check')), clock),
    ...front,
    voice: createEspeakVoice(createNodePrograms()),
    facts: createNodeBoardFacts(dataFolder, data.thermal),
    link: createNetworkManagerLink(createNodePrograms(), clock),
    ...(isPi(data) && { openWatchdog: () => openWatchdog(data.watchdog.device, clock) }),
    media: createLinuxSticks({ clock, folder: '/run/rekam/stick' }),
    close: async () => undefined,
  })
}

/**
 * The watcher of this process: the system's manager where it started us as a unit that notifies (it holds the chip
 * itself), else the board's chip. Opening the chip starts it.
 */
export function openWatchdog(device: string, clock: Clock): Result<Watchdog, WatchdogFault> {
  const { NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID } = process.env
  if (NOTIFY_SOCKET === undefined) return openDeviceWatchdog(device)
  // Both are set for the process that is to give the signs, and inherited by its children (sd_watchdog_enabled(3)).
  const isMeant = WATCHDOG_USEC !== undefined && (WATCHDOG_PID ?? `${process.pid}`) === `${process.pid}`
  return ok(
    createSystemdWatchdog(createNodePrograms(), clock, isMeant ? Number(WATCHDOG_USEC) / 1_000 : undefined),
  )
}
