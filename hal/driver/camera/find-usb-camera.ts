import type { CameraFault } from '../../contract/camera.ts'
import type { Clock } from '../../contract/clock.ts'
import type { Programs } from '../../contract/programs.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { VideoNodes } from '../../contract/video-nodes.ts'
import { choosePreview } from './choose-picture.ts'
import { readVideoNode, type VideoNode } from './v4l2-text.ts'

/** The means to find a camera. */
export interface FindCamera {
  readonly programs: Programs
  readonly nodes: VideoNodes
  readonly clock: Clock
  /** Its lasting name, such as `/dev/v4l/by-id/usb-…-video-index0`, or any device file; looked at first. */
  readonly device?: string | undefined
}

export interface FoundCamera {
  readonly path: string
  readonly node: VideoNode
}

/** A question to a device that does not answer is given up after this long. */
const answerMs = 3_000

/** By preference; a camera has some of them. The older names are those of Linux before 6.0. */
const wanted: readonly (readonly [string, number])[] = [
  // 3 is aperture priority: the one kind of automatic exposure that USB cameras know.
  ['auto_exposure', 3],
  ['exposure_auto', 3],
  // It may take longer than a frame: light matters more than fluent movement.
  ['exposure_dynamic_framerate', 1],
  ['exposure_auto_priority', 1],
  ['white_balance_automatic', 1],
  ['white_balance_temperature_auto', 1],
  ['focus_automatic_continuous', 1],
  ['focus_auto', 1],
  // 1 is 50 Hz, the mains of Indonesia: lamps do not flicker.
  ['power_line_frequency', 1],
]

/** The named device, else the first camera on USB, with what matters set on it. */
export async function findUsbCamera(
  parts: FindCamera,
  signal: AbortSignal,
): Promise<Result<FoundCamera, CameraFault>> {
  using deadline = parts.clock.deadline(answerMs, signal)
  const paths = [...(parts.device === undefined ? [] : [parts.device]), ...(await parts.nodes.list())]
  for (const path of paths) {
    const node = await ask(parts.programs, path, deadline.signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (deadline.expired) return err({ kind: 'hung' })
    if (node === 'missing') return err({ kind: 'missing' })
    if (!node || !(path === parts.device || node.bus.startsWith('usb-')) || !isCamera(node)) continue
    await setControls(parts.programs, path, node, deadline.signal)
    return ok({ path, node })
  }
  return err({ kind: 'absent' })
}

function isCamera(node: VideoNode): boolean {
  return node.captures && choosePreview(node) !== undefined
}

async function ask(
  programs: Programs,
  path: string,
  signal: AbortSignal,
): Promise<VideoNode | 'missing' | undefined> {
  const words = ['-d', path, '--info', '--list-formats-ext', '--list-ctrls']
  const answer = await programs.output('v4l2-ctl', words, signal)
  if (answer.ok) return readVideoNode(answer.value)
  return answer.fault.kind === 'missing' ? 'missing' : undefined
}

// A setting that the camera refuses is left out.
async function setControls(
  programs: Programs,
  path: string,
  { controls }: VideoNode,
  signal: AbortSignal,
): Promise<void> {
  const settings = wanted.flatMap(([name, value]) => {
    const range = controls.get(name)
    return range && range.least <= value && value <= range.most ? [`${name}=${value}`] : []
  })
  if (settings.length === 0) return
  await programs.output('v4l2-ctl', ['-d', path, '--set-ctrl', settings.join(',')], signal)
}
