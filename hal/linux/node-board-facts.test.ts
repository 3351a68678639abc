import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createNodeBoardFacts } from './node-board-facts.ts'

const { dev } = statSync(tmpdir())
const device = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`

function factsOf(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'rekam-facts-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const roots = { sys: join(root, 'sys'), proc: join(root, 'proc'), run: join(root, 'run') }
  return createNodeBoardFacts(root, { path: join(root, 'temp'), hotCelsius: 80 }, roots)
}

test('a kernel that says nothing leaves everything unknown, but for the room there is', () => {
  const facts = factsOf({})
  expect(facts.freeBytes()).toBeGreaterThan(0)
  expect([facts.temperatureCelsius(), facts.underVoltage(), facts.memoryBytes()]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(facts.clock()).toEqual({ synchronised: undefined, hardware: false })
  expect(facts.storage()).toEqual({ medium: undefined })
})

test('what a Raspberry Pi says is read', () => {
  const facts = factsOf({
    temp: '55310\n',
    'sys/devices/platform/soc/soc:firmware/get_throttled': '50005\n',
    'proc/meminfo': 'MemTotal:  948304 kB\nMemAvailable:     412345 kB\n',
    'run/systemd/timesync/synchronized': '',
    'sys/class/rtc/rtc0/name': 'rtc-ds1307',
  })
  expect(facts.temperatureCelsius()).toBe(55.31)
  expect(facts.underVoltage()).toBe(true)
  expect(facts.memoryBytes()).toBe(412_345 * 1_024)
  expect(facts.clock()).toEqual({ synchronised: true, hardware: true })
})

test('the supply is read from the hardware monitor of Debian’s kernel too', () => {
  const monitor = (alarm: string) =>
    factsOf({
      'sys/class/hwmon/hwmon0/name': 'cpu_thermal\n',
      'sys/class/hwmon/hwmon1/name': 'rpi_volt\n',
      'sys/class/hwmon/hwmon1/in0_lcrit_alarm': alarm,
    }).underVoltage()
  expect([monitor('1\n'), monitor('0\n')]).toEqual([true, false])
})

test('a card tells its errors and its wear', () => {
  const facts = factsOf({
    [`sys/dev/block/${device}/uevent`]: 'MAJOR=179\nDEVNAME=mmcblk0p7\n',
    'sys/fs/ext4/mmcblk0p7/errors_count': '2\n',
    'sys/dev/block/device/life_time': '0x02 0x09\n',
  })
  expect(facts.storage()).toEqual({ medium: 'card', errors: 2, wornPercent: 90 })
})
