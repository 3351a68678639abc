import { describe, expect, test } from 'vitest'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { cutOnExt4, cutOnTwin } from './cut-method.ts'
import { canMountImages } from './ext4-image.ts'
import { writeMethods } from './write-methods.ts'

const mounts = canMountImages()
if (!mounts)
  console.warn('Skipped: this machine mounts no images, so the disk in memory is not compared with ext4')

const cleanCuts = { losing: 0, worst: 0, damaged: 0 }

describe.each(writeMethods)('$name', (method) => {
  test('over the disk in memory: loses exactly when a flush is left out', async () => {
    const twin = await cutOnTwin(method, 200)
    if (method.faults.length === 0) expect(twin).toEqual({ cuts: 200, ...cleanCuts })
    else expect(twin.losing).toBeGreaterThan(0)
  })

  // Hundreds of cuts run in `make nightly`; here a few show that nothing has come apart.
  test.skipIf(!mounts)('on ext4: never worse than the disk in memory', async () => {
    const ext4 = await cutOnExt4(method, 4, createSeededRandom(1))
    const twin = await cutOnTwin(method, 200)
    if (method.faults.length === 0) expect(ext4).toEqual({ cuts: 4, ...cleanCuts })
    if (method.openFolder) expect(ext4.losing).toBeGreaterThan(0)
    if (ext4.losing > 0) expect(twin.losing).toBeGreaterThan(0)
    if (ext4.damaged > 0) expect(twin.damaged).toBeGreaterThan(0)
  })
})
