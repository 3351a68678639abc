import type { Pull } from '../../hal/contract/gpio-port.ts'
import { buttonParts, type FrontPart, linesOf, type PiData, pullOf } from '../assembly/board-data.ts'
import { isOnHeader, uartRule } from './uart-lines.ts'

const pullWords: Readonly<Record<Pull, string>> = { up: 'pu', down: 'pd', external: 'pn' }

/**
 * The board's part of `config.txt`, with what must stand in other files as comments. Outputs are off from the
 * firmware on, as some lines are pulled up at power-on (Raspberry Pi documentation, "config.txt: GPIO control").
 */
export function configTxt(data: PiData): readonly string[] {
  const { config, gpio, watchdog, camera } = data
  const uart = [
    '# sensor; cmdline.txt tanpa console=serial0,115200',
    ...config.uart,
    `# udev: ${uartRule(data)}`,
  ]
  return [
    `# Rekam: ${data.label}`,
    ...config.system,
    ...(isOnHeader(data) ? uart : []),
    ...(camera.kind === 'ribbon' ? ['# kamera', ...config.camera] : []),
    `# watchdog; systemd: RuntimeWatchdogSec=${watchdog.mostSeconds - 1}`,
    ...config.watchdog,
    '# tombol, lampu dan bel',
    ...buttonParts.flatMap((part) =>
      linesOf(gpio.lines, part).map((line) => `gpio=${line}=ip,${pullWords[pullOf(gpio, part)]}`),
    ),
    ...outputs(data, 'dl'),
    ...outputs(data, 'dh'),
    ...(linesOf(gpio.lines, 'lamp').some((line) => gpio.pwm?.channels[line] !== undefined)
      ? ['# kecerahan lampu; colokan audio memakai bagian yang sama', ...config.pwm]
      : []),
  ]
}

function outputs({ gpio }: PiData, off: 'dl' | 'dh'): readonly string[] {
  const parts = (['lamp', 'buzzer'] satisfies FrontPart[]).filter(
    (part) => gpio.activeLow.includes(part) === (off === 'dh'),
  )
  const lines = parts.flatMap((part) => linesOf(gpio.lines, part))
  return lines.length === 0 ? [] : [`gpio=${lines.join(',')}=op,${off}`]
}
