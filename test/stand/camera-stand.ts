import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Camera } from '../../hal/contract/camera.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import { createRibbonCamera } from '../../hal/driver/camera/ribbon-camera.ts'
import { createUsbCamera } from '../../hal/driver/camera/usb-camera.ts'
import { openLibcameraPrograms } from '../../hal/linux/libcamera-programs.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createNodeStreamPrograms } from '../../hal/linux/node-stream-programs.ts'
import { createNodeVideoNodes } from '../../hal/linux/node-video-nodes.ts'
import { videoNodeTexts } from './v4l2-texts.ts'

/** How a camera is just now, or what of it is not there. */
export type CameraCondition = 'good' | 'absent' | 'busy' | 'stuck' | 'cut' | 'broken' | 'not-installed'

/** A camera over programs that speak as the real ones do and do as they are asked. */
export interface CameraStand {
  readonly camera: Camera
  readonly become: (condition: CameraCondition) => void
  /** The process that has the camera, if one has. */
  readonly holder: () => number | undefined
  /** The settings made on the camera. */
  readonly settings: () => string
}

const jpeg = '\\377\\330\\377\\340 picture \\377\\331'

// Every program: who holds the camera shuts others out, and its condition is looked at again and again.
const prelude = (folder: string) => `#!/bin/sh
cd '${folder}'
fail() { echo "$1" >&2; exit "$2"; }
look() {
  read -r now < condition
  [ "$now" != absent ] || fail "$1" 1
  [ "$now" != broken ] || fail 'the sensor does not answer' 3
}
hold() {
  [ "$now" != busy ] || fail "$1" 1
  { [ ! -e holder ] || [ ! -e "/proc/$(cat holder)" ]; } || fail "$1" 1
  echo $$ > holder
  [ "$now" != stuck ] || exec sleep 1000
}
film() {
  while :; do
    look "$1"
    if [ "$now" = cut ]; then printf '\\377\\330\\377\\340 pict'; else printf '${jpeg}'; fi
    sleep 0.005
  done
}
`

const gone = 'ioctl(VIDIOC_DQBUF): No such device'

const bodies: Readonly<Record<string, string>> = {
  'v4l2-ctl': `read -r now < condition
[ "$now" != absent ] || fail "Cannot open device $2, exiting." 1
case "$*" in *--set-ctrl*) echo "$*" >> settings; exit 0 ;; esac
cat "$(basename "$2").txt"
`,
  ffmpeg: `look '/dev/video1: No such file or directory'
hold '/dev/video1: Device or resource busy'
echo "$*" >> filmed
film '${gone}'
`,
  'rpicam-still': `case "$*" in *--list-cameras*) exit 0 ;; esac
look 'ERROR: *** no cameras available ***'
hold 'ERROR: *** failed to acquire camera /base/soc/i2c0mux/i2c@1/imx708@1a ***'
while [ $# -gt 0 ]; do [ "$1" = --output ] && output=$2; shift; done
if [ "$now" = cut ]; then printf '\\377\\330\\377\\340 pict' > "$output"; else printf '${jpeg}' > "$output"; fi
`,
  'rpicam-vid': `look 'ERROR: *** no cameras available ***'
hold 'ERROR: *** failed to acquire camera /base/soc/i2c0mux/i2c@1/imx708@1a ***'
film '${gone}'
`,
}

function openStand() {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-camera-'))
  for (const name of ['dev', 'away']) mkdirSync(join(folder, name))
  for (const [number, text] of videoNodeTexts.entries()) {
    writeFileSync(join(folder, `dev/video${number}`), '')
    writeFileSync(join(folder, `video${number}.txt`), text)
  }
  for (const [name, body] of Object.entries(bodies)) {
    writeFileSync(join(folder, name), `${prelude(folder)}${body}`)
    chmodSync(join(folder, name), 0o700)
  }
  let isInstalled = true
  const read = (name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
  const become = (condition: CameraCondition) => {
    isInstalled = condition !== 'not-installed'
    writeFileSync(join(folder, 'condition'), `${condition}\n`)
    for (const name of ['rpicam-still', 'rpicam-vid']) {
      const [here, away] = [join(folder, name), join(folder, 'away', name)]
      if (existsSync(here) !== isInstalled)
        renameSync(...(isInstalled ? ([away, here] as const) : ([here, away] as const)))
    }
  }
  become('good')
  return {
    folder,
    become,
    program: (name: string) => join(folder, isInstalled ? '.' : 'nowhere', name),
    holder: () => {
      const id = Number(read('holder'))
      return id > 0 && existsSync(`/proc/${id}`) ? id : undefined
    },
    settings: () => read('settings'),
    filmed: () => read('filmed'),
  }
}

export async function ribbonStand(clock: Clock): Promise<CameraStand> {
  const stand = openStand()
  const programs = await openLibcameraPrograms({
    folder: join(stand.folder, 'own'),
    stillPrograms: [join(stand.folder, 'rpicam-still')],
    videoPrograms: [join(stand.folder, 'rpicam-vid')],
    widthPx: 480,
    heightPx: 640,
  })
  return { ...stand, camera: createRibbonCamera('test', programs, clock) }
}

/** `device` is the lasting name that a site wrote down. */
export async function usbStand(
  clock: Clock,
  device?: string,
): Promise<CameraStand & { /** The words of each film, a line each. */ readonly filmed: () => string }> {
  const stand = openStand()
  const [programs, streams] = [createNodePrograms(), createNodeStreamPrograms()]
  const camera = createUsbCamera({
    model: 'test',
    device,
    programs: { output: (name, words, signal) => programs.output(stand.program(name), words, signal) },
    streams: { start: (name, words) => streams.start(stand.program(name), words) },
    nodes: createNodeVideoNodes(join(stand.folder, 'dev')),
    clock,
    mostPixels: 1_536 * 2_048,
    settleMs: 0,
  })
  return { ...stand, camera }
}
