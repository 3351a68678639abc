import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openDocument } from '../../custody/document/document.ts'
import { versioned } from '../../custody/document/versioned.ts'
import { linkHistorySchema, noLinkHistory, ThroughputHistory } from './throughput-history.ts'

const hourMs = 3_600_000

async function openDiary(disk = new MemoryDisk()) {
  const history = await openDocument(disk, 'history.json', versioned(1, linkHistorySchema), noLinkHistory)
  if (!history.ok) throw new Error(history.fault.kind)
  return { disk, diary: new ThroughputHistory(history.value) }
}

test('each hour is written down when it is over: bytes, nothing although something waited, or unknown', async () => {
  const { disk, diary } = await openDiary()
  await diary.look(100 * hourMs, true)
  diary.carried(700)
  await diary.look(100.9 * hourMs, true)
  diary.carried(300)
  await diary.look(101 * hourMs, true)
  await diary.look(102 * hourMs, false)
  await diary.look(103 * hourMs, false)
  expect(diary.hours()).toEqual([1_000, 0, undefined])
  expect((await openDiary(disk)).diary.hours()).toEqual([1_000, 0, undefined])
})

test('hours in which the kiosk was off are unknown, and a clock put back tells nothing', async () => {
  const { disk, diary } = await openDiary()
  await diary.look(100 * hourMs, true)
  await diary.look(101 * hourMs, true)
  const again = (await openDiary(disk)).diary
  await again.look(104 * hourMs, true)
  again.carried(5)
  await again.look(105 * hourMs, true)
  expect(again.hours()).toEqual([0, undefined, undefined, undefined, 5])
  await again.look(50 * hourMs, true)
  expect(again.hours().length).toBe(5)
})

test('a week is remembered and no more', async () => {
  const { diary } = await openDiary()
  for (let hour = 0; hour <= 200; hour += 1) await diary.look((1_000 + hour) * hourMs, true)
  expect(diary.hours().length).toBe(168)
})
