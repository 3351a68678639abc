import { openSync, writeSync } from 'node:fs'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createForgetfulDisk } from './forgetful-disk.ts'
import { writeMethods } from './write-methods.ts'

// As many as the image has room for, by every method.
const items = 12_000

/** A program of its own, to be killed: writes items into a folder and adds a byte to `acknowledged` after each. */
async function main([name, folder = '', acknowledged = '']: readonly string[]): Promise<void> {
  const method = writeMethods.find((one) => one.name === name)
  if (!method) throw new Error('no such method')
  const { faults } = method
  const disk = faults.length > 0 ? createForgetfulDisk(folder, faults) : createNodeDisk(folder)
  const write = await (method.openFolder?.(folder) ?? method.open(disk))
  const said = openSync(acknowledged, 'a')
  for (let item = 1; item <= items; item += 1) {
    if (!(await write(item)).ok) throw new Error('not written')
    writeSync(said, '.')
  }
  setInterval(() => undefined, 1_000)
}

await main(process.argv.slice(2))
