import { join } from 'node:path'
import type { Camera } from '../../hal/contract/camera.ts'
import { createRibbonCamera } from '../../hal/driver/camera/ribbon-camera.ts'
import { createUsbCamera } from '../../hal/driver/camera/usb-camera.ts'
import { openLibcameraPrograms } from '../../hal/linux/libcamera-programs.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createNodeStreamPrograms } from '../../hal/linux/node-stream-programs.ts'
import { createNodeVideoNodes } from '../../hal/linux/node-video-nodes.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { type BoardData, cameraModel } from './board-data.ts'

/** The camera that a board's data names, on the real programs. It may be plugged in later. */
export async function openCamera(data: BoardData, dataFolder: string): Promise<Camera> {
  const { camera } = data
  const clock = createRealClock()
  const model = cameraModel(data)
  if (camera.kind === 'ribbon') {
    const programs = await openLibcameraPrograms({
      folder: join(memoryFolder(dataFolder), 'camera'),
      ...camera,
    })
    return createRibbonCamera(model, programs, clock)
  }
  return createUsbCamera({
    model,
    device: camera.device,
    mostPixels: camera.widthPx * camera.heightPx,
    programs: createNodePrograms(),
    streams: createNodeStreamPrograms(),
    nodes: createNodeVideoNodes(),
    clock,
  })
}

// A still passes through a file. As a service there is a folder in memory: no open photo ever lies on a card.
function memoryFolder(dataFolder: string): string {
  return process.env['RUNTIME_DIRECTORY'] ?? dataFolder
}
