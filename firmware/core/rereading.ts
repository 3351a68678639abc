import { aroundDisk } from '../../hal/contract/around-disk.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'

/** Pauses before each further try, in milliseconds: what a worn card, or a plug that slipped, needs at most. */
const pausesMs = [50, 200, 800]

/** A disk whose reads are tried again when the medium fails: one error says nothing about what is written there. */
export function rereading(disk: Disk, clock: Clock): Disk {
  return aroundDisk(disk, async ({ name }, work) => {
    let done = await work()
    for (const pauseMs of name === 'read' || name === 'list' ? pausesMs : []) {
      if (done.ok || done.fault.kind !== 'broken') break
      await clock.sleep(pauseMs)
      done = await work()
    }
    return done
  })
}
