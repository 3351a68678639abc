import { createHash } from 'node:crypto'
import { jsonOf } from './packet-files.ts'
import type { Pledge, View } from './promise.ts'

/** The kiosk's journal names the line before in every line, and no batch number is ever used twice. */
export function chainsHold(): Pledge {
  const signed = new Map<number, string>()
  return {
    check(view) {
      const broken = brokenLine(view.box.get('spool/journal.jsonl') ?? new Uint8Array())
      const reused = batchesIn(view).flatMap(({ seq, hash }) => {
        const before = signed.get(seq)
        signed.set(seq, before ?? hash)
        return before && before !== hash ? [`two batches have the number ${seq}`] : []
      })
      return [...(broken ? [`line ${broken} of the journal does not follow the one before`] : []), ...reused]
    },
  }
}

// A last line without its end was never finished.
function brokenLine(journal: Uint8Array): number | undefined {
  let before = '0'.repeat(64)
  for (const [index, line] of Buffer.from(journal).toString('utf8').split('\n').slice(0, -1).entries()) {
    const { prev } = (jsonOf(Buffer.from(line)) ?? {}) as { prev?: string }
    if (prev !== before) return index + 1
    before = sha256(Buffer.from(line))
  }
  return undefined
}

function batchesIn({ box, office }: View) {
  return [...box, ...office].flatMap(([path, bytes]) => {
    if (!/batch\.json$|batch\/rk-[0-9a-f]{10}\/\d+\.json$/.test(path)) return []
    const { seq } = (jsonOf(bytes) ?? {}) as { seq?: number }
    return seq === undefined ? [] : [{ seq, hash: sha256(bytes) }]
  })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
