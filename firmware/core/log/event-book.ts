import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { readEventLine } from './event-line.ts'

/** The log as it is kept in the data folder, for a later question: the system's journal may be lost with its memory. */
export interface EventBook {
  add(line: string): void
  /** Writes what has come since; what a disk refuses is kept for the next time. One flush, or none. */
  flush(): Promise<void>
  /** All that is kept, as `readEventBook` gives it. */
  lines(): Promise<Result<readonly string[], DiskFault>>
}

const folder = 'log'
const page = `${folder}/events.jsonl`
const pageBefore = `${folder}/events.before.jsonl`

/** A page is turned beyond this; two are kept: some thousand events, a week of a busy school. */
export const mostPageBytes = 256 * 1024

/** Lines that wait to be written; more are only noise. */
const mostLines = 1_000

export function openEventBook(disk: Disk): EventBook {
  // The line before may have been cut with the power.
  let lines: string[] = ['']
  let last: Promise<unknown> = Promise.resolve()
  const write = async (text: string) => {
    const bytes = Buffer.from(text)
    const listed = await disk.list(folder)
    const held = listed.ok ? listed.value.find(({ name }) => page.endsWith(`/${name}`))?.bytes : undefined
    if (!listed.ok) await disk.makeDirectory(folder)
    if (held !== undefined && held + bytes.length > mostPageBytes) {
      const turned = await disk.rename(page, pageBefore)
      if (!turned.ok) return turned
    }
    return inOrder([() => disk.append(page, bytes), () => disk.syncDirectory(folder)])
  }
  const flush = async () => {
    if (lines.some((line) => line !== '')) {
      last = last.then(async () => {
        const waiting = lines
        lines = []
        const written = await write(`${waiting.join('\n')}\n`)
        // Part of a line may stand there: it is closed first.
        if (!written.ok) lines = ['', ...waiting.filter((line) => line !== ''), ...lines].slice(0, mostLines)
      })
    }
    await last
  }
  return {
    flush,
    add(line) {
      if (lines.length < mostLines) lines.push(line)
    },
    async lines() {
      await flush()
      return readEventBook(disk)
    },
  }
}

/** The kept events, oldest first, each with its allowed fields only; cut lines and foreign lines are left out. */
export async function readEventBook(disk: Disk): Promise<Result<readonly string[], DiskFault>> {
  const lines: string[] = []
  for (const path of [pageBefore, page]) {
    const read = await disk.read(path)
    if (!read.ok && read.fault.kind !== 'not-found') return read
    const text = read.ok ? Buffer.from(read.value).toString('utf8') : ''
    lines.push(...text.split('\n').flatMap((line) => readEventLine(line) ?? []))
  }
  return ok(lines)
}
