import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startDesk } from './desk-process.ts'
import { openPanelClient } from './panel-client.ts'
import { approve, giveAssentPhotoSignature, identify } from './record-student.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-read-only-'))
const [data, run] = [join(folder, 'data'), join(folder, 'run')]
for (const one of [data, run]) mkdirSync(one)
const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

// As the service has it: one folder for data, one in memory, the kernel's own; all else cannot be written, and of what
// root may do only mounting is left.
const script = join(folder, 'alone')
writeFileSync(
  script,
  `set -e
mount --make-rprivate /
mount --bind '${data}' '${data}'
mount -t tmpfs -o size=64m rekam '${run}'
while read -r _ _ _ _ point _; do
  case $point in /proc|/proc/*|/sys|/sys/*|/dev|/dev/*|'${data}'|'${run}') ;; *) mount -o remount,bind,ro "$point" ;; esac
done < /proc/self/mountinfo
if touch '${folder}/elsewhere' 2>/dev/null; then exit 9; fi
export RUNTIME_DIRECTORY='${run}'
unset REKAM_MADE
exec setpriv --bounding-set -all,+sys_admin --no-new-privs "$@"
`,
)
const alone = ['unshare', '--mount', 'sh', script] as const
const canSeal = spawnSync(alone[0], [...alone.slice(1), 'true']).status === 0
if (!canSeal)
  console.warn('SKIPPED: this machine makes no mount namespace, no kiosk runs on a read-only root')

describe.skipIf(!canSeal)('on a root that cannot be written', () => {
  test('a student is recorded, photo and all, and only the data folder has grown', async () => {
    const desk = await startDesk(data, [...alone, process.execPath, entry])
    const panel = await openPanelClient(desk.url)
    await identify(panel, '0091234567', '05112009')
    await giveAssentPhotoSignature(panel)
    await approve(panel)
    panel.close()
    expect(await desk.interrupt()).toBe(0)
    expect(readdirSync(folder).toSorted()).toEqual(['alone', 'data', 'run'])
    // The way of an open photo is in memory, which is gone with the kiosk.
    expect(readdirSync(data)).not.toContain('camera')
    expect(readdirSync(run)).toEqual([])
    expect(readdirSync(join(data, 'log'))).toEqual(['events.jsonl'])
  })
})
