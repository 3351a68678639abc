import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { frontLines } from '../../../boards/assembly/board-data.ts'
import { rpi4bBoard } from '../../../boards/rpi4b/board.ts'
import type { GpioFault, GpioPort } from '../../../hal/contract/gpio-port.ts'
import type { Result } from '../../../hal/contract/result.ts'
import { createUsbCamera } from '../../../hal/driver/camera/usb-camera.ts'
import { openFiveFront } from '../../../hal/driver/gpio/five-front.ts'
import { openGpiodPort } from '../../../hal/driver/gpio/gpiod-port.ts'
import { openScanner } from '../../../hal/driver/scanner/open-scanner.ts'
import { openDeviceWatchdog } from '../../../hal/linux/device-watchdog.ts'
import { createNodeLastingPrograms } from '../../../hal/linux/node-lasting-programs.ts'
import { createNodePrograms } from '../../../hal/linux/node-programs.ts'
import { createOpenSerialLine } from '../../../hal/linux/node-serial-line.ts'
import { createNodeStreamPrograms } from '../../../hal/linux/node-stream-programs.ts'
import { createNodeVideoNodes } from '../../../hal/linux/node-video-nodes.ts'
import { openOnoffGpioPort } from '../../../hal/linux/onoff-gpio-port.ts'
import { createRealClock } from '../../../hal/linux/real-clock.ts'
import { type PortStand, portCases } from '../../contract/port-cases.ts'
import type { LabReport } from '../lab-report.ts'
import { startKiosk } from './kiosk-process.ts'
import { createSimulatedChip } from './simulated-chip.ts'
import { until } from './until.ts'

const [kioskProgram = '', dataFolder = ''] = process.argv.slice(2)
const clock = createRealClock()
const never = new AbortController().signal
const [label] = rpi4bBoard.gpio.chipLabels
const chip = createSimulatedChip(label, 54)
const tamper = 25
// Nobody presses, and the box is closed.
for (const { line } of frontLines(rpi4bBoard).buttons) chip.drive(line, 1)
chip.drive(tamper, 0)

function report(line: LabReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

async function check(name: string, run: () => Promise<string | undefined>): Promise<void> {
  const beganMs = clock.monotonicMs()
  const ms = () => Math.round(clock.monotonicMs() - beganMs)
  try {
    const detail = await run()
    report({ check: name, passed: true, ms: ms(), detail })
  } catch (cause) {
    report({ check: name, passed: false, ms: ms(), detail: cause instanceof Error ? cause.message : 'threw' })
  }
}

async function checkPort(
  kind: string,
  open: () => Promise<Result<GpioPort, GpioFault>>,
  listens?: () => boolean,
): Promise<void> {
  const stand = async (): Promise<PortStand> => {
    // As the resistors of a button and of a lamp do.
    const held = new Map<number, 0 | 1>([
      [24, 1],
      [17, 1],
    ])
    const hold = () => {
      for (const [line, level] of held) chip.drive(line, level)
    }
    hold()
    const port = await open()
    assert(port.ok, JSON.stringify(port))
    return {
      port: port.value,
      level: chip.level,
      ...(listens && { listens }),
      drive(line, level) {
        held.set(line, level)
        hold()
      },
      // A finger is stronger than the pull that the port asks for, which here is one and the same.
      until: (what, holds) =>
        until(what, () => {
          hold()
          return holds()
        }),
    }
  }
  for (const { name, run } of portCases) {
    await check(`${kind}: ${name}`, async () => {
      await run(stand)
      return undefined
    })
  }
}

// Between its two programs the driver misses what happens, as it says; here that takes seconds.
function holdsLine(): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && textOf(`/proc/${name}/cmdline`).includes('gpiomon'))
    .some((name) => linksIn(`/proc/${name}/fd`).some((link) => link.includes('gpio-line')))
}

// A process may end while it is looked at.
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function linksIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => readlinkSync(join(folder, name)))
  } catch {
    return []
  }
}

// An emulated machine beside others is slower than any part may be: a part that came too late is opened again, as the
// kiosk does it.
async function patiently(run: () => Promise<string>): Promise<string> {
  for (let left = 4; left > 0; left -= 1) {
    try {
      return await run()
    } catch {
      await sleep(1_000)
    }
  }
  return run()
}

const { lamp } = rpi4bBoard.gpio.lines
const lampLevels = () => [lamp.red, lamp.green, lamp.blue].map((line) => chip.level(line)).join('')
const openOnoff = () => openOnoffGpioPort({ chipLabels: [label], base: undefined })

async function checkFront(): Promise<undefined> {
  chip.drive(lamp.red, 0)
  const port = await openOnoff()
  assert(port.ok)
  const { indicator, buttons } = openFiveFront(port.value, frontLines(rpi4bBoard), clock)
  const pressed: string[] = []
  buttons.onPress((button) => pressed.push(button))
  indicator.lamp({ colour: 'amber', rhythm: 'steady' })
  await until('red and green are lit', () => lampLevels() === '110')
  // A finger stays until it is heard: how soon that is depends on how busy this machine is.
  for (const { button, line } of frontLines(rpi4bBoard).buttons) {
    chip.drive(line, 0)
    await until(`${button} is heard`, () => pressed.includes(button))
    chip.drive(line, 1)
  }
  await until('both buttons are heard', () => pressed.join() === 'help,power')
  indicator.close()
  assert.equal(lampLevels(), '000')
}

async function checkScanner(): Promise<string> {
  const place = { path: '/dev/ttyS1', model: 'R503', baud: 57_600 } as const
  const opened = await openScanner(createOpenSerialLine(), clock, place, never)
  assert(opened.ok, JSON.stringify(opened))
  const captured = await opened.value.capture(never)
  assert(captured.ok, JSON.stringify(captured))
  await opened.value.close()
  const { widthPx, heightPx, pixels } = captured.value
  assert(new Set(pixels).size > 4, 'a blank image')
  return `${widthPx} x ${heightPx}`
}

async function checkCamera(): Promise<string> {
  const camera = createUsbCamera({
    model: 'vivid',
    device: '/dev/video0',
    mostPixels: 640 * 480,
    programs: createNodePrograms(),
    streams: createNodeStreamPrograms(),
    nodes: createNodeVideoNodes(),
    clock,
  })
  const still = await camera.still(never)
  await camera.close()
  assert(still.ok, JSON.stringify(still))
  return `${still.value.length} bytes`
}

const watchdogMs = Number(readFileSync('/sys/class/watchdog/watchdog0/timeout', 'utf8')) * 1_000
const watchdogState = () => readFileSync('/sys/class/watchdog/watchdog0/state', 'utf8').trim()

async function checkKiosk(): Promise<undefined> {
  await using kiosk = await startKiosk([
    kioskProgram,
    'run',
    '--board',
    'rpi4b',
    '--data',
    dataFolder,
    '--port',
    '8080',
  ])
  await until('the lamp is white', () => lampLevels() === '111')
  await until('the chip watches', () => watchdogState() === 'active')
  chip.drive(24, 0)
  const logged = (event: string) => kiosk.said().includes(event)
  await until('the call for help is logged', () => logged('help-called'))
  await until('the lamp is red', () => ['100', '000'].includes(lampLevels()))
  chip.drive(24, 1)
  chip.drive(tamper, 1)
  await until('the open box is logged', () => logged('case-opened'))
  // Longer than the chip waits.
  await sleep(watchdogMs + 1_000)
  assert.equal(await kiosk.end(), 0)
  assert.equal(lampLevels(), '000')
  assert.equal(watchdogState(), 'inactive')
  assert(!existsSync('/sys/class/gpio/gpio529'), 'line 17 is still exported')
}

async function main(): Promise<void> {
  await checkPort('onoff', openOnoff)
  const tools = { programs: createNodePrograms(), lasting: createNodeLastingPrograms() }
  await checkPort('gpiod 2.x', () => openGpiodPort(tools, [label], never), holdsLine)
  await check('the front through johnny-five', checkFront)
  await check('a finger through the serial port', () => patiently(checkScanner))
  await check('a picture of the camera', () => patiently(checkCamera))
  await check('the whole runtime', checkKiosk)
  await check('the watchdog, fed no more', async () => {
    const watchdog = openDeviceWatchdog('/dev/watchdog0')
    assert(watchdog.ok, JSON.stringify(watchdog))
    report({ starving: true, timeoutMs: watchdog.value.timeoutMs ?? 0 })
    await sleep(60_000)
    return undefined
  })
}

void main().finally(() => process.exit())
