import type { Disk } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Json } from '../base/canonical-json.ts'
import { type JournalFault, verifyChain } from './journal.ts'

/** The lines of a journal that a running kiosk may be writing: a last line that is not whole yet is left alone. */
export async function readJournal(disk: Disk, path: string): Promise<Result<readonly Json[], JournalFault>> {
  const file = await disk.read(path)
  if (!file.ok) return file.fault.kind === 'not-found' ? ok([]) : file
  const text = Buffer.from(file.value).toString('utf8')
  const chain = verifyChain(path, text.slice(0, text.lastIndexOf('\n') + 1))
  return chain.ok ? ok(chain.value.entries) : chain
}
