import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDeviceTree } from './device-tree.ts'

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-tree-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, 'latin1')
  return folder
}

test('several strings, each ended by NUL, are told apart', () => {
  const folder = folderWith({
    compatible: 'raspberrypi,4-model-b\0brcm,bcm2711\0',
    model: 'Raspberry Pi 4 Model B Rev 1.4\0',
  })
  expect(readDeviceTree(folder)).toEqual({
    compatible: ['raspberrypi,4-model-b', 'brcm,bcm2711'],
    model: 'Raspberry Pi 4 Model B Rev 1.4',
  })
})

test('a machine without a device tree has none, and a model that is missing is empty', () => {
  expect(readDeviceTree(folderWith({}))).toBeUndefined()
  expect(readDeviceTree(folderWith({ compatible: '' }))).toBeUndefined()
  expect(readDeviceTree(folderWith({ compatible: 'acme,box\0' }))).toEqual({
    compatible: ['acme,box'],
    model: '',
  })
})

test('control characters of a foreign firmware never reach a terminal', () => {
  const folder = folderWith({ compatible: 'acme,\x1b[2Jbox\0', model: 'A\nB\0' })
  expect(readDeviceTree(folder)).toEqual({ compatible: ['acme,?[2Jbox'], model: 'A?B' })
})
