import { createHash } from 'node:crypto'
import type { Files } from '../box.ts'
import { fieldOf } from './packet-files.ts'
import type { Pledge, View } from './promise.ts'

const journalPath = 'spool/journal.jsonl'

/**
 * The kiosk's journal names the line before in every line, and no batch number is ever used twice. A journal that
 * rotted stays so until the next start, which begins it anew.
 */
export function chainsHold(): Pledge {
  const signed = new Map<number, string>()
  const rotten = new Set<string>()
  let journalRotten = false
  return {
    rotted(path, bytes) {
      rotten.add(sha256(bytes))
      journalRotten ||= path === journalPath
    },
    check(view) {
      const broken = brokenLine(view.box.get(journalPath) ?? new Uint8Array())
      journalRotten &&= broken !== undefined
      const reused = batchesIn(view).flatMap(({ seq, hash }) => {
        if (rotten.has(hash)) return []
        const before = signed.get(seq)
        signed.set(seq, before ?? hash)
        return before && before !== hash ? [`two batches have the number ${seq}`] : []
      })
      const told = broken && !journalRotten
      return [...(told ? [`line ${broken} of the journal does not follow the one before`] : []), ...reused]
    },
  }
}

// A last line without its end was never finished.
function brokenLine(journal: Uint8Array): number | undefined {
  let before = '0'.repeat(64)
  for (const [index, text] of Buffer.from(journal).toString('utf8').split('\n').slice(0, -1).entries()) {
    const line = Buffer.from(text)
    const [hash = '', prev] = [fieldOf(line, 'hash'), fieldOf(line, 'prev')]
    const isWhole = sha256(Buffer.from(text.replace(`"hash":"${hash}",`, ''))) === hash
    if (prev !== before || !isWhole) return index + 1
    before = hash
  }
  return undefined
}

// A manifest counts once it has left, or may leave: the kiosk sends none that its journal does not name.
function batchesIn({ box, office, stick }: View) {
  const journal = Buffer.from(box.get(journalPath) ?? []).toString('latin1')
  const here = manifestsIn(box).filter(({ hash }) => journal.includes(hash))
  return [...here, ...manifestsIn(office), ...manifestsIn(stick)]
}

function manifestsIn(files: Files) {
  return [...files].flatMap(([path, bytes]) => {
    if (!/batch\.json$|batch\/rk-[0-9a-f]{10}\/\d+\.json$/.test(path)) return []
    const seq = fieldOf(bytes, 'seq')
    return seq === undefined ? [] : [{ seq: Number(seq), hash: sha256(bytes) }]
  })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
