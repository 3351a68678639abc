import type { FingerprintScanner } from '../../hal/contract/fingerprint-scanner.ts'
import { createScannerStand, finger, isLastSent, type ScannerStand } from '../contract/scanner-stand.ts'
import type { Row } from './row.ts'

const captures = 10_000
const faultShare = 0.2
const models = ['R503', 'AS608', 'GT-511C3'] as const

/** Thousands of captures from one seed, each command with a chance of going wrong in a way that passes. */
export async function soak(): Promise<Row[]> {
  const rows: Row[] = []
  for (const model of models) rows.push(await soakModel(model, Math.ceil(captures / models.length)))
  return rows
}

async function soakModel(model: (typeof models)[number], count: number): Promise<Row> {
  const stand = createScannerStand(model, { soak: faultShare, seed: 1, paced: false })
  const ends = new Map<string, number>()
  const note = (end: string) => void ends.set(end, (ends.get(end) ?? 0) + 1)
  let scanner: FingerprintScanner | undefined
  let wrong = 0
  for (let capture = 0; capture < count; capture += 1) {
    scanner ??= await reopen(stand, note)
    if (!scanner) continue
    // As in a visit: the next press comes a moment later.
    await stand.clock.advance(1_000)
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    if (!image.ok) note(image.fault.kind)
    else if (isLastSent(image, stand.twin)) note('image')
    else wrong += 1
    if (image.ok || (image.fault.kind !== 'silent' && image.fault.kind !== 'unplugged')) continue
    await scanner.close()
    scanner = undefined
  }
  await scanner?.close()
  const told = [...ends].sort(([, a], [, b]) => b - a).map(([end, times]) => `${times} ${end}`)
  return {
    what: `soak, ${model}`,
    measured: `${wrong} of ${count} wrong`,
    budget: '0',
    within: wrong === 0,
    note: told.join(', '),
  }
}

async function reopen(
  stand: ScannerStand,
  note: (end: string) => void,
): Promise<FingerprintScanner | undefined> {
  const opened = await stand.open()
  if (opened.ok) return opened.value
  note(`not opened: ${opened.fault.kind}`)
  return undefined
}
