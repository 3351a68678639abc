import { expect, test } from 'vitest'
import { boardWords } from '../../firmware/console/describe-board-fault.ts'
import { allBoards } from './all-boards.ts'
import { chooseBoard } from './site-board.ts'

// Roots of the kernel's own device trees (arch/arm64/boot/dts/broadcom, arch/arm/boot/dts/overlays).
const trees = [
  [['raspberrypi,3-model-b', 'brcm,bcm2837'], 'rpi3b'],
  [['raspberrypi,3-model-b-plus', 'brcm,bcm2837'], 'rpi3b'],
  [['raspberrypi,4-model-b', 'brcm,bcm2711'], 'rpi4b'],
  [['raspberrypi,5-model-b', 'brcm,bcm2712'], 'rpi5'],
  [['raspberrypi,model-zero-2-w', 'brcm,bcm2837'], 'zero2w'],
] as const

test.each(trees)('auto finds the board of %s', (compatible, name) => {
  expect(chooseBoard('auto', () => ({ compatible, model: 'x' }))).toMatchObject({ ok: true, value: { name } })
})

const words = (name: string, fault: Parameters<typeof boardWords>[2]) =>
  boardWords({ boards: allBoards }, name, fault)

test('a board that nobody described is named, with the boards there are', () => {
  const pi2 = {
    compatible: ['raspberrypi,2-model-b', 'brcm,bcm2836'],
    model: 'Raspberry Pi 2 Model B Rev 1.1',
  }
  const chosen = chooseBoard('auto', () => pi2)
  if (chosen.ok) throw new Error('a Raspberry Pi 2 was taken for another board')
  expect(words('auto', chosen.fault)).toBe(
    'Papan ini tidak dikenal: Raspberry Pi 2 Model B Rev 1.1. Pilih dengan --board: desk, rpi3b, rpi4b, rpi5, zero2w.',
  )
})

test('a laptop has no device tree and says so', () => {
  const chosen = chooseBoard('auto', () => undefined)
  if (chosen.ok) throw new Error('a laptop was taken for a board')
  expect(words('auto', chosen.fault)).toContain('Papan ini tidak dikenal: tidak ada device tree.')
})

test('a name is taken as it is, whatever the machine', () => {
  const never = () => {
    throw new Error('the machine was asked')
  }
  expect(chooseBoard('rpi5', never)).toMatchObject({ ok: true, value: { name: 'rpi5' } })
  expect(chooseBoard('rpi6', never)).toEqual({ ok: false, fault: { kind: 'unknown-board' } })
})
