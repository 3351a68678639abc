import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenSerialLine } from '../../hal/bus/node-serial-line.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import { r503Profile } from '../../hal/driver/ef01-profile.ts'
import { openEf01 } from '../../hal/driver/open-ef01.ts'
import { R503Twin } from '../../sim/sensor/r503-twin.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { median, type Row } from './row.ts'

// fingerprint.md section 9, R503 at 128 bytes a frame: command, answer, and 144 frames of 139 bytes.
const wireBytes = 20_040
const rounds = 5

/** One image of an R503 over a pseudo-terminal with the real `serialport`, against ten bits a byte. */
export async function sensorTransfer(baud: number): Promise<Row> {
  const clock = createRealClock()
  const never = new AbortController().signal
  const twin = new R503Twin({ clock, baud })
  twin.place({ person: 'bench', position: 2 })
  const front = await openPtyFront(join(mkdtempSync(join(tmpdir(), 'rekam-bench-')), 'sensor'), twin)
  const options = { path: front.link, baud, profile: r503Profile }
  const scanner = await openEf01(createOpenSerialLine(), clock, options, never)
  if (!scanner.ok) throw new Error(scanner.fault.kind)
  const times: number[] = []
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1) {
    const image = await scanner.value.capture(never)
    if (!image.ok) throw new Error(image.fault.kind)
    times.push(image.value.transferMs)
  }
  const cpu = process.cpuUsage(before)
  await scanner.value.close()
  await front.close()
  const wireMs = (wireBytes * 10_000) / baud
  const ratio = median(times) / wireMs
  const cpuMs = (cpu.user + cpu.system) / 1_000 / rounds
  return {
    what: `sensor image, R503 at ${baud} baud`,
    measured: `${ratio.toFixed(3)} x wire time`,
    budget: '1.02 x',
    within: ratio <= 1.02,
    note: `${median(times).toFixed(0)} of ${wireMs.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms processor, twin included`,
  }
}
