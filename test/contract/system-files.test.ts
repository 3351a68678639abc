import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { piBoards } from '../../boards/assembly/all-boards.ts'
import { systemFiles } from '../../boards/image/system-files.ts'
import { rpi4bBoard } from '../../boards/rpi4b/board.ts'

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
if (!hasSystemd) console.warn('SKIPPED: no systemd-analyze, nobody who would know looks at the units')

const unit = systemFiles(rpi4bBoard).get('etc/systemd/system/rekam.service') ?? ''

test.each(piBoards.map((board) => [board.name, board] as const))(
  "%s has a watchdog below what its chip can count, and its sensor's name",
  (_, board) => {
    const files = systemFiles(board)
    const seconds = Number(
      /RuntimeWatchdogSec=(\d+)/.exec(files.get('etc/systemd/system.conf.d/rekam.conf') ?? '')?.[1],
    )
    expect(seconds).toBeGreaterThan(5)
    expect(seconds).toBeLessThan(board.watchdog.mostSeconds)
    expect(files.get('etc/udev/rules.d/60-rekam.rules')).toContain('SYMLINK+="rekam-fingerprint"')
  },
)

test('a sensor with a cable of its own needs no rule', () => {
  const usb = { ...rpi4bBoard, scanner: { ...rpi4bBoard.scanner, path: '/dev/serial/by-id/usb-x' } }
  expect([...systemFiles(usb).keys()].join()).not.toContain('udev')
})

describe.skipIf(!hasSystemd)('systemd itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-unit-'))
  const file = join(folder, 'rekam.service')
  // It looks for the program too, which is on the card and not here.
  writeFileSync(file, unit.replace('/usr/lib/rekam/rekam', process.execPath))
  const analyze = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', [...words, file], { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }

  test('finds nothing wrong with the service', () => {
    expect(analyze('verify')).toEqual({ status: 0, said: '' })
  })

  test('would find a word that it does not know', () => {
    writeFileSync(join(folder, 'typo.service'), unit.replace('WatchdogSec', 'WatchDogSeconds'))
    const { stderr } = spawnSync('systemd-analyze', ['verify', join(folder, 'typo.service')], {
      encoding: 'utf8',
    })
    expect(stderr).toContain('WatchDogSeconds')
  })

  test('counts little exposure (0 is none, 10 all; a plain service has 9.6)', () => {
    const { status, said } = analyze('security', '--offline=true', '--no-pager', '--threshold=45')
    expect([status, said.split('\n').filter((line) => line.startsWith('→'))]).toEqual([
      0,
      [expect.stringMatching(/exposure level for rekam\.service: [0-4]\.\d OK/)],
    ])
  })
})
