import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../boards/package/bundle.ts'
import { gatherNativeParts } from '../../boards/package/native-parts.ts'
import { prepareBox } from '../flow/prepare-box.ts'
import type { LabSystem } from './lab-system.ts'

/** The differences of this site from a Raspberry Pi 4 as it is sold. */
const site = `pack = "debian"
[gpio]
lines.tamper = 25
[scanner]
path = "/dev/ttyS1"
[camera]
kind = "usb"
device = "/dev/video0"
`

/** The kernel's made-up camera knows so many formats that its list is longer than the driver listens to. */
const shortList = `#!/bin/sh
/usr/bin/v4l2-ctl "$@" | head -c 60000
`

/**
 * Puts everything that the guest runs into a folder: the runtime and the checks as one file each, as the sources of
 * some hundred files take it half a minute to read; a box that is set up for a school; and the script that starts the
 * checks. Gives the script.
 */
export async function layOutLab(folder: string, { tools }: LabSystem): Promise<string> {
  const [program, checks, data] = ['rekam.cjs', 'guest.cjs', 'data'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const changes = {
    banner: { js: 'const ownUrl = require("node:url").pathToFileURL(__filename).href' },
    define: { 'import.meta.url': 'ownUrl', 'process.env.NODE_ENV': '"production"' },
  }
  await bundle(program, changes)
  const guest = fileURLToPath(new URL('guest/guest.ts', import.meta.url))
  await bundle(checks, { ...changes, entryPoints: [guest] })
  gatherNativeParts(join(folder, 'native'))
  await prepareBox(folder, data, '--unlock', 'none')
  writeFileSync(join(data, 'board.toml'), site)
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/v4l2-ctl'), shortList, { mode: 0o755 })
  const script = join(folder, 'script')
  writeFileSync(
    script,
    `export HOME=${folder} PATH=${folder}/bin:${tools}/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd ${folder}
exec ${process.execPath} ${checks} ${program} ${data}
`,
  )
  return script
}
