import type { Clock } from '../../contract/clock.ts'
import type { ScannerLight } from '../../contract/fingerprint-scanner.ts'
import { answerMs, code, command } from './ef01-command.ts'
import type { Ef01Link } from './ef01-link.ts'
import type { Ef01Light } from './ef01-profile.ts'

/**
 * Light on the part: best effort. A ring that has to change too soon loses the command or hangs (esphome
 * 2542, adafruit 48), so changes keep their distance, only the newest is sent, and no answer is waited for
 * long. A part that says three times that it cannot is not asked again.
 */
export function createEf01Light(
  link: Ef01Link,
  clock: Clock,
  kind: Ef01Light,
  lock: <T>(work: () => Promise<T>) => Promise<T>,
): (light: ScannerLight) => Promise<void> {
  let wanted: ScannerLight | undefined
  let shown: readonly number[] | undefined
  let readyAtMs = 0
  let refusals = 0
  const never = new AbortController().signal
  return async (light) => {
    if (kind === 'none' || refusals >= mostRefusals) return
    wanted = light
    await clock.sleep(readyAtMs - clock.monotonicMs())
    await lock(async () => {
      const payload = payloadOf(kind, light)
      if (wanted !== light || payload.join() === shown?.join()) return
      readyAtMs = clock.monotonicMs() + pauseMs
      const answer = await link.ask(payload, answerMs.light, never)
      const done = answer.ok && answer.value.code === code.ok
      shown = done ? payload : undefined
      refusals = answer.ok && !done ? refusals + 1 : 0
    })
  }
}

const pauseMs = 100
const mostRefusals = 3

function payloadOf(kind: Exclude<Ef01Light, 'none'>, light: ScannerLight): readonly number[] {
  switch (kind) {
    case 'aura':
      return command.aura(...auras[light])
    case 'control-bln':
      return command.controlBln(...blns[light])
    case 'lamp':
      return light === 'place' || light === 'working' ? command.lampOn : command.lampOff
  }
}

// Mode 1 breathing, 2 flashing, 3 on, 4 off; colour 1 red, 2 blue, 4 green, 5 yellow, 7 white.
const auras: Record<ScannerLight, readonly [mode: number, speed: number, colour: number, count: number]> = {
  off: [4, 0x80, 1, 0],
  ready: [1, 0xc0, 7, 0],
  place: [1, 0x60, 2, 0],
  working: [1, 0x40, 7, 0],
  good: [3, 0x80, 4, 0],
  retry: [2, 0x30, 5, 2],
  fault: [3, 0x80, 1, 0],
}

// The same modes; the colours are bits: 1 blue, 2 green, 4 red.
const blns: Record<ScannerLight, readonly [mode: number, from: number, to: number, count: number]> = {
  off: [4, 0, 0, 0],
  ready: [1, 7, 7, 0],
  place: [1, 1, 1, 0],
  working: [1, 7, 7, 0],
  good: [3, 2, 2, 0],
  retry: [2, 6, 6, 2],
  fault: [3, 4, 4, 0],
}
