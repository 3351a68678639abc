import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { piBoards } from '../../boards/assembly/all-boards.ts'
import { openPi } from '../../boards/assembly/open-pi.ts'
import { siteBoard } from '../../boards/assembly/site-board.ts'
import { installFakeSysfs } from './fake-sysfs.ts'

// A chip that no board knows by its label, so that only a site's own base finds it.
const base = 571
const sysfs = installFakeSysfs('pinctrl-of-a-later-kernel', base)

test.each(piBoards.map(({ name }) => name))(
  '%s opens with the base its site names, lit and pressed',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'rekam-board-'))
    writeFileSync(
      join(folder, 'board.toml'),
      `[gpio]\nbase = ${base}\nactiveLow = ["lamp", "helpButton", "powerButton"]\nlines.buzzer = 25\n`,
    )
    const data = await siteBoard(name, folder)
    if (!data.ok) throw new Error(data.fault.kind)
    const board = await openPi(data.value, folder)
    if (!board.ok) throw new Error(board.fault.kind)
    const { indicator, buttons } = board.value
    const lamp = () => [17, 27, 22].map((line) => sysfs.level(base + line))
    indicator.lamp({ colour: 'red', rhythm: 'steady' })
    // The lamp is on while its lines are low, as the site said.
    expect(lamp()).toEqual([0, 1, 1])
    expect([sysfs.level(base + 23), sysfs.level(base + 25)]).toEqual([undefined, 0])
    indicator.close()
    buttons.close()
  },
)

test('without the base a chip with another label is absent, and settings that do not hold open nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-board-'))
  const plain = await siteBoard('rpi5', folder)
  if (!plain.ok) throw new Error(plain.fault.kind)
  expect(await openPi(plain.value, folder)).toMatchObject({ ok: false, fault: { kind: 'absent' } })
  writeFileSync(join(folder, 'board.toml'), '[gpio]\nbase = "many"\n')
  expect(await siteBoard('rpi5', folder)).toEqual({
    ok: false,
    fault: {
      kind: 'bad-settings',
      file: join(folder, 'board.toml'),
      faults: [{ line: 2, words: 'gpio.base harus bilangan bulat 0 sampai 2000' }],
    },
  })
  writeFileSync(join(folder, 'board.toml'), '#'.repeat(20_000))
  expect(await siteBoard('rpi5', folder)).toMatchObject({
    fault: { faults: [{ words: 'lebih besar dari 16384 byte' }] },
  })
})
