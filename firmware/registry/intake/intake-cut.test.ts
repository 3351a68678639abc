import { beforeAll, expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import {
  kiosks,
  openDesk,
  putBatch,
  receiptKey,
  studentId,
  studentPacket,
} from '../../../test/stand/intake-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { readReceipt, receiptName } from '../../custody/chain/receipt.ts'
import { openAudit, readAudit } from './audit.ts'
import { intakeFolder } from './intake-folder.ts'

const source = new MemoryDisk()
let whole: Readonly<Record<string, string>> = {}

async function takeAll(out: Disk): Promise<boolean> {
  const outcomes = await intakeFolder(openDesk(out), source)
  return outcomes.ok && outcomes.value.every(({ result }) => result.ok)
}

beforeAll(async () => {
  const first = await putBatch(source, [await studentPacket(1), await studentPacket(2)])
  await putBatch(source, [await studentPacket(3)], { seq: 2, prev: first.hash })
  const out = new MemoryDisk()
  if (!(await takeAll(out))) throw new Error('not taken in')
  // An answer that a cut took back stands in the audit twice.
  whole = Object.fromEntries(Object.entries(out.files()).filter(([path]) => !path.startsWith('audit/')))
})

// A receipt without a line would be one that nobody has to answer for.
async function checkAudit(out: MemoryDisk, when: string): Promise<void> {
  const audit = await readAudit(out, [receiptKey.publicKey])
  if (!audit.ok) throw new Error(`${when}: ${audit.fault.kind}`)
  const told = audit.value.flatMap(({ outcome }) => ('receipt' in outcome ? outcome.receipt : []))
  const files = Object.entries(out.files()).filter(([path]) => path.endsWith('.receipt.json'))
  const signed = files.map(([, text]) => sha256Hex(Buffer.from(text, 'latin1')))
  expect([when, signed.filter((hash) => !told.includes(hash))]).toEqual([when, []])
}

const receiptsOn = (files: Readonly<Record<string, string>>) =>
  [1, 2].flatMap((seq) => {
    const name = `receipt/${receiptName(kiosks.own.device, seq)}`
    const bytes = Buffer.from(files[`${name}.json`] ?? '', 'latin1')
    const receipt = readReceipt(bytes, files[`${name}.sig`] ?? '', [receiptKey.publicKey])
    return receipt.ok ? [receipt.value] : []
  })

const studentsOf = [[], [1, 2], [3]]

// The holder of a receipt may delete: its students must be whole on the disk that a power cut leaves.
function checkReceipts(files: Readonly<Record<string, string>>, when: string): void {
  for (const { seq } of receiptsOn(files)) {
    for (const number of studentsOf[seq] ?? []) {
      for (const file of ['person.json', 'finger-02.png', 'intake.json']) {
        const path = `student/${studentId(number)}/${file}`
        expect([when, path, files[path]]).toEqual([when, path, whole[path]])
      }
    }
  }
}

test('after a cut at any call no receipt stands without its students, and the next run ends the same', async () => {
  await cutEverywhere(
    async () => new MemoryDisk(),
    takeAll,
    async ({ medium, when }) => {
      checkReceipts(medium.files(), when)
      const audit = await openAudit(openDesk(medium))
      expect([when, audit.ok]).toEqual([when, true])
      await checkAudit(medium, when)
      expect([when, await takeAll(medium)]).toEqual([when, true])
      const issued = receiptsOn(medium.files()).map(({ seq }) => seq)
      expect([when, issued]).toEqual([when, [1, 2]])
      medium.powerCut()
      for (const path of Object.keys(whole).filter((one) => one.startsWith('student/'))) {
        expect([when, path, medium.files()[path]]).toEqual([when, path, whole[path]])
      }
      await takeAll(medium)
      await checkAudit(medium, when)
      expect([when, medium.files()]).toEqual([when, expect.objectContaining(whole)])
    },
  )
})

test('a student whose name could not be flushed gets no receipt until it is', async () => {
  const out = new MemoryDisk()
  let failing = true
  const flaky = hookDisk(out, ({ name, path }) =>
    failing && name === 'syncDirectory' && path === 'student'
      ? { kind: 'broken', path, detail: 'EIO' }
      : undefined,
  )
  expect(await takeAll(flaky)).toBe(false)
  expect(receiptsOn(out.files())).toEqual([])
  failing = false
  expect(await takeAll(flaky)).toBe(true)
  out.powerCut()
  expect(receiptsOn(out.files()).length).toBe(2)
  expect(Object.keys(out.files())).toContain(`student/${studentId(1)}/person.json`)
})
