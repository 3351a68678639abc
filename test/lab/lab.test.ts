import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portCases } from '../contract/port-cases.ts'
import { biteSeconds, bootLab } from './boot-lab.ts'
import type { LabReport } from './lab-report.ts'
import { buildLabSystem, type LabSystem } from './lab-system.ts'
import { layOutLab } from './lay-out-lab.ts'

const programs = [
  'qemu-system-x86_64',
  'apt-get',
  'dpkg',
  'busybox',
  'cpio',
  'zstd',
  'xz',
  'modinfo',
  'ffmpeg',
  'g++',
]

/** The guest's system, or why there is none. */
function systemHere(): LabSystem | string {
  if (process.arch !== 'x64') return `no lab on ${process.arch}`
  const missing = programs.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0)
  if (missing.length > 0) return `no ${missing.join(', ')}`
  try {
    return buildLabSystem()
  } catch (cause) {
    return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'no packages'
  }
}

const system = systemHere()
if (typeof system === 'string') console.warn(`SKIPPED: the lab is not started: ${system}`)

/** About 90 s on two idle cores. The guest's own waits end in its own time; this is for one that hangs. */
const longestMs = 20 * 60_000

describe.skipIf(typeof system === 'string')('a Raspberry Pi 4 of the kernel’s own making', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-lab-'))
  const reports: Extract<LabReport, { check: string }>[] = []
  const printed: string[] = []
  const bites: ('fed' | 'starved')[] = []
  let starvedMs = 0
  let sensor: ChildProcess | undefined

  beforeAll(async () => {
    if (typeof system === 'string') return
    const script = await layOutLab(folder, system)
    const link = join(folder, 'sensor')
    sensor = await startSensor(link)
    let starvingSinceMs: number | undefined
    const lab = bootLab(system, {
      script,
      sensor: link,
      onLine(line) {
        printed.push(line)
        if (!line.startsWith('{')) return
        const report = JSON.parse(line) as LabReport
        if ('check' in report) reports.push(report)
        else starvingSinceMs = performance.now()
      },
      onBite() {
        bites.push(starvingSinceMs === undefined ? 'fed' : 'starved')
        if (starvingSinceMs === undefined) return
        starvedMs = performance.now() - starvingSinceMs
        lab.end()
      },
    })
    const limit = setTimeout(() => lab.end(), longestMs)
    await lab.off
    clearTimeout(limit)
  }, longestMs + 60_000)

  afterAll(async () => {
    sensor?.kill()
    if (sensor && sensor.exitCode === null) await once(sensor, 'exit')
    rmSync(folder, { recursive: true })
  })

  function outcome(name: string): string {
    const report = reports.find(({ check }) => check === name)
    if (!report) return `not reached; last heard: ${printed.slice(-5).join(' | ')}`
    return report.passed ? 'passed' : (report.detail ?? 'failed')
  }

  test.each(portCases.flatMap(({ name }) => [`onoff: ${name}`, `gpiod 2.x: ${name}`]))('%s', (name) => {
    expect(outcome(name)).toBe('passed')
  })

  test.each([
    'the front through johnny-five',
    'a finger through the serial port',
    'a picture of the camera',
    'the whole runtime',
  ])('%s', (name) => {
    expect(outcome(name)).toBe('passed')
  })

  test('its watchdog is content while the runtime feeds it, and bites once it starves', () => {
    expect(bites).toEqual(['starved'])
    // The chip counts in two halves; the emulated clock may run a little behind.
    expect(starvedMs).toBeGreaterThan(biteSeconds * 500)
  })
})

/** The sensor twin with a finger on its glass, in a process of its own. */
async function startSensor(link: string): Promise<ChildProcess> {
  const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))
  const words = ['sim', 'sensor', '--model', 'R503', '--baud', '57600', '--link', link, '--finger', 'lab:2']
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}
