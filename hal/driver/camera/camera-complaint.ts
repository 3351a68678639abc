import type { CameraFault } from '../../contract/camera.ts'

const sayings: readonly (readonly [RegExp, CameraFault])[] = [
  // The kernel's words for EBUSY, and those of libcamera 0.2 to 0.5 before them.
  [/device or resource busy|failed to acquire camera|in use by another process/i, { kind: 'busy' }],
  // ENODEV, ENOENT and ENXIO as the kernel says them; `rpicam-apps` 1.4 and `v4l2-ctl` 1.22.
  [/no such (device|file)|no cameras available|cannot open device/i, { kind: 'absent' }],
]

/** The last line of a complaint, without anything that no terminal should print. */
export function lastWord(complaint: string): string {
  const line = complaint.trim().split('\n').at(-1) ?? ''
  return line.replace(/[^ -~]/g, '?').slice(0, 120)
}

/** The complaint of a camera program that ended by itself: its exit code, and the end of its stderr. */
export function cameraFaultOf(exitCode: number, complaint: string): CameraFault {
  if (exitCode === 127) return { kind: 'missing' }
  const known = sayings.find(([saying]) => saying.test(complaint))?.[1]
  return known ?? { kind: 'failed', exitCode, detail: lastWord(complaint) }
}
