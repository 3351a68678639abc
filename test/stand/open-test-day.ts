import type { KeyList } from '../../firmware/custody/crypto/key-list.ts'
import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk } from './open-test-kiosk.ts'
import { createTestStudent } from './test-student.ts'
import { until } from './until.ts'

/** A kiosk with a class list, and a student before its panel; on a disk that was used before, its next start. */
export async function openTestDay(
  clock: HandClock = createHandClock(),
  disk = new MemoryDisk(),
  changes: Partial<KeyList> = {},
) {
  if (Object.keys(disk.files()).length === 0) await importClassList(clock, disk)
  const opened = await openTestKiosk(clock, disk, changes)
  const { kiosk } = opened
  const student = createTestStudent(kiosk, clock, until)
  return {
    ...opened,
    student,
    disk,
    clock,
    /** Names of files that hold an unfinished record. */
    drafts: () => Object.keys(disk.files()).filter((name) => name.startsWith('spool/draft/')),
    /** Ends at the idle screen, from a farewell or a receipt. */
    close: async () => {
      const receipt = kiosk.screen.body.kind === 'receipt'
      if (!receipt)
        await until('a farewell', () => kiosk.screen.choices.some(({ intent }) => intent.type === 'go-on'))
      student.tap(receipt ? { type: 'close-receipt' } : { type: 'go-on' })
      await until('idle', () => kiosk.screen.body.kind === 'idle')
    },
  }
}
