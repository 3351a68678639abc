import type { GpioPort } from '../../hal/contract/gpio-port.ts'
import { err, ok } from '../../hal/contract/result.ts'

/** Lines of a simulated board: what the kiosk drives, and buttons that the world can press. */
export interface PinsTwin {
  readonly port: GpioPort
  /** Electrical level of a line as a meter would show it. */
  level(line: number): 0 | 1
  /** Pulls an input to a level, as a finger on a button does. */
  drive(line: number, level: 0 | 1): void
}

interface Line {
  level: 0 | 1
  readonly activeLow: boolean
  readonly direction: 'in' | 'out'
  readonly listeners: ((on: boolean) => void)[]
}

export function createPinsTwin(): PinsTwin {
  const lines = new Map<number, Line>()
  const released = new Map<number, Line>()
  const claim = (number: number, activeLow: boolean, direction: 'in' | 'out') => {
    if (lines.has(number)) return err({ kind: 'busy', line: number } as const)
    const line: Line = { level: activeLow ? 1 : 0, activeLow, direction, listeners: [] }
    lines.set(number, line)
    return ok(line)
  }
  const isOn = (line: Line) => (line.level === 1) !== line.activeLow
  return {
    port: {
      output(number, { activeLow }) {
        const claimed = claim(number, activeLow, 'out')
        if (!claimed.ok) return claimed
        const line = claimed.value
        return ok({
          write(on) {
            line.level = on === activeLow ? 0 : 1
          },
        })
      },
      input(number, { activeLow }) {
        const claimed = claim(number, activeLow, 'in')
        if (!claimed.ok) return claimed
        const line = claimed.value
        return ok({ read: () => isOn(line), watch: (listener) => void line.listeners.push(listener) })
      },
      close() {
        for (const [number, line] of lines) {
          if (line.direction === 'out') line.level = line.activeLow ? 1 : 0
          released.set(number, line)
        }
        lines.clear()
      },
    },
    level: (number) => (lines.get(number) ?? released.get(number))?.level ?? 0,
    drive(number, level) {
      const line = lines.get(number)
      if (!line || line.direction !== 'in' || line.level === level) return
      line.level = level
      for (const listener of line.listeners) listener(isOn(line))
    },
  }
}
