import { aroundDisk, type DiskCall } from '../../hal/contract/around-disk.ts'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err } from '../../hal/contract/result.ts'

export type { DiskCall } from '../../hal/contract/around-disk.ts'

/** For tests: a disk that tells each call before it is made. A fault that `hook` returns is the answer. */
export function hookDisk(disk: Disk, hook: (call: DiskCall) => DiskFault | undefined): Disk {
  return aroundDisk(disk, async (call, work) => {
    const fault = hook(call)
    return fault ? err(fault) : work()
  })
}

/** A hook that lets `count` calls through and then answers all with a fault, as after a cut. */
export function cutAfter(count: number): (call: DiskCall) => DiskFault | undefined {
  let left = count
  return ({ path }) => {
    left -= 1
    return left < 0 ? { kind: 'broken', path, detail: 'cut' } : undefined
  }
}
