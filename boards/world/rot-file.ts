import type { Disk } from '../../hal/contract/disk.ts'
import type { Files } from '../../sim/world/box.ts'
import type { RotPlace } from '../../sim/world/plan.ts'

const paths: Readonly<Record<RotPlace, RegExp>> = {
  packet: /^spool\/batch\/.*\.packet$/,
  manifest: /^spool\/batch\/.*\/batch\.(?:json|sig)$/,
  draft: /^spool\/draft\//,
  journal: /^spool\/journal\.jsonl$/,
  state: /^state\/[^/]+$/,
  roster: /^roster\//,
  receipt: /^receipt\//,
}

/** Flips one bit of one file that rests on a card, chosen by `at`; its path, or nothing when there is none. */
export function rotFile(disk: WorldDisk, place: RotPlace, at: number): string | undefined {
  const resting = [...disk.contents()].filter(([path, { length }]) => paths[place].test(path) && length > 0)
  const [path, bytes] = resting[at % Math.max(1, resting.length)] ?? []
  if (!path || !bytes) return undefined
  const index = at % bytes.length
  void disk.write(path, bytes.with(index, (bytes[index] ?? 0) ^ (1 << (at % 8))))
  return path
}

/** A disk that the world can cut and look into. */
export interface WorldDisk extends Disk {
  cut(): void
  contents(): Files
}
