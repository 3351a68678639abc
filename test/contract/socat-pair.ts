import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import type { SensorTwin } from '../../sim/sensor/sensor-twin.ts'
import { eventually } from '../eventually.ts'

export const hasSocat = spawnSync('socat', ['-V']).status === 0

/** Debian's socat as the cable: somebody else's pair of terminals, with a twin on the far end. */
export async function openSocatPair(
  twin: SensorTwin,
): Promise<{ readonly path: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-socat-'))
  const [near, far] = [join(folder, 'near'), join(folder, 'far')]
  const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`])
  await eventually('both ends of the pair', () => existsSync(near) && existsSync(far))
  const opened = await createOpenSerialLine()(far, twin.baud)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const line = opened.value
  const never = new AbortController().signal
  twin.onBytes((bytes) => void line.write(bytes, never))
  const serve = async () => {
    for (;;) {
      const bytes = await line.read(never)
      if (!bytes.ok) return
      // Two terminals, two rates: the twin cannot see the driver's, so both speak the twin's own.
      twin.receive(bytes.value, twin.baud)
    }
  }
  const serving = serve()
  return {
    path: near,
    async close() {
      await line.close()
      await serving
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}
