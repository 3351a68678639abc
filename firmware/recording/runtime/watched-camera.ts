import type { Camera, CameraFault } from '../../../hal/contract/camera.ts'
import type { Log } from '../../core/log/log.ts'

/** The same camera; its faults are logged, once until it works again. */
export function watchedCamera(camera: Camera, log: Log): Camera {
  let told: CameraFault['kind'] | undefined
  const tell = (fault: CameraFault | undefined) => {
    if (fault?.kind === 'cancelled') return
    if (fault && fault.kind !== told) log('camera-trouble', { fault: fault.kind })
    told = fault?.kind
  }
  return {
    model: camera.model,
    async *preview(signal) {
      for await (const picture of camera.preview(signal)) {
        tell(picture.ok ? undefined : picture.fault)
        yield picture
      }
    },
    async still(signal) {
      const taken = await camera.still(signal)
      tell(taken.ok ? undefined : taken.fault)
      return taken
    },
    close: () => camera.close(),
  }
}
