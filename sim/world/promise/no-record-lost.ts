import { namingCharacters, packetsOn, receiptedOn, takenInAt } from './packet-files.ts'
import type { Pledge, View } from './promise.ts'

/** A piece that the screen called kept is on the kiosk, or at the registry with its receipt on the kiosk. */
export function noRecordLost(): Pledge {
  const told = new Set<string>()
  const seen = new Set<string>()
  // A receipt that rots later was there when it counted.
  const receipted = new Set<string>()
  const named = (packets: Iterable<string>) => new Set([...packets].map(namingCharacters))
  return {
    see({ body }) {
      if (body.kind === 'receipt' && body.code) told.add(body.code.replace('-', '').slice(0, 7))
      return []
    },
    check({ box, office }) {
      const here = packetsOn(box)
      // Without a line it was never promised: its visit is sealed again.
      const journal = Buffer.from(box.get('spool/journal.jsonl') ?? []).toString('latin1')
      const isJournaled = (packet: string) => journal.includes(packet)
      const there = new Set(takenInAt(office))
      for (const packet of receiptedOn(box)) receipted.add(packet)
      for (const packet of here) if (isJournaled(packet)) seen.add(packet)
      const everywhere = named([...here, ...there])
      const purged = [...seen].filter((packet) => !here.has(packet))
      return [
        ...[...told]
          .filter((code) => !everywhere.has(code))
          .map((code) => `record ${code} was called kept and is nowhere`),
        ...purged
          .filter((packet) => !receipted.has(packet))
          .map((packet) => `${short(packet)} was removed without a receipt`),
        ...purged
          .filter((packet) => !there.has(packet))
          .map((packet) => `${short(packet)} was removed and is not at the office`),
      ]
    },
    atEnd: ({ box, office }: View) => {
      const there = named(takenInAt(office))
      const refused = [...box.keys()].filter((path) => /(?:rejected|damaged)\//.test(path))
      const excused = named(packetsOn(new Map(refused.map((path) => [path, new Uint8Array()]))))
      const missing = [...told].filter((code) => !there.has(code) && !excused.has(code))
      return missing.map((code) => `record ${code} never arrived`)
    },
  }
}

function short(packet: string): string {
  return packet.slice(0, 12)
}
