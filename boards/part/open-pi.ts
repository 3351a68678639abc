import { join } from 'node:path'
import { openLibcameraPrograms } from '../../hal/bus/libcamera-programs.ts'
import { createNodeBoardFacts } from '../../hal/bus/node-board-facts.ts'
import { createOpenSerialLine } from '../../hal/bus/node-serial-line.ts'
import { openOnoffGpioPort } from '../../hal/bus/onoff-gpio-port.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import type { GpioFault } from '../../hal/contract/gpio-port.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { r503Profile } from '../../hal/driver/ef01-profile.ts'
import { openFiveFront } from '../../hal/driver/five-front.ts'
import { openEf01 } from '../../hal/driver/open-ef01.ts'
import { createRibbonCamera } from '../../hal/driver/ribbon-camera.ts'
import type { BoardData } from './board-data.ts'
import type { OpenedBoard } from './opened-board.ts'

/** Opens a Raspberry Pi with the parts its data names. Scanner and camera may be plugged in later. */
export async function openPi(data: BoardData, dataFolder: string): Promise<Result<OpenedBoard, GpioFault>> {
  const port = await openOnoffGpioPort({ chipLabels: data.gpio.chipLabels, base: undefined })
  if (!port.ok) return port
  const clock = createRealClock()
  const front = openFiveFront(port.value, data.gpio.lines, clock)
  const programs = await openLibcameraPrograms({ folder: join(dataFolder, 'camera'), ...data.camera })
  const openLine = createOpenSerialLine()
  const options = { path: data.scanner.path, baud: data.scanner.baud, profile: r503Profile }
  return ok({
    data,
    openScanner: (signal) => openEf01(openLine, clock, options, signal),
    camera: createRibbonCamera(data.camera.model, programs),
    ...front,
    facts: createNodeBoardFacts(dataFolder),
    close: async () => undefined,
  })
}
