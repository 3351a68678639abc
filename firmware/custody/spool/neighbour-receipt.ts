import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { type Receipt, type ReceiptFault, readReceipt, receiptName } from '../chain/receipt.ts'
import type { SignedDocument } from '../crypto/signed-document.ts'

/**
 * Keeps the registry's receipt for another kiosk, so that this one can tell its students too. It removes
 * nothing. Of two for one batch the one with the higher number stays.
 */
export async function keepNeighbourReceipt(
  disk: Disk,
  { bytes, signature }: SignedDocument,
  receiptKeys: readonly string[],
): Promise<Result<Receipt, ReceiptFault | DiskFault>> {
  const read = readReceipt(bytes, signature, receiptKeys)
  if (!read.ok) return read
  const { device, seq, number } = read.value
  const name = receiptName(device, seq)
  const standing = await readStored(disk, name, receiptKeys)
  if (standing && standing.number >= number) return ok(standing)
  // Torn by a cut, the pair is no receipt and is imported again.
  const kept = await inOrder([
    () => disk.makeDirectory('receipt'),
    () => disk.write(`receipt/${name}.sig`, Buffer.from(signature)),
    () => disk.write(`receipt/${name}.json`, bytes),
    () => disk.syncDirectory('receipt'),
  ])
  return kept.ok ? read : kept
}

/** All sound receipts for other kiosks than `device`, each with its signature checked again. */
export async function readNeighbourReceipts(
  disk: Disk,
  device: string,
  receiptKeys: readonly string[],
): Promise<Result<readonly Receipt[], DiskFault>> {
  const listed = await disk.list('receipt')
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok([]) : listed
  const receipts: Receipt[] = []
  for (const { name } of listed.value) {
    if (!name.endsWith('.receipt.json') || name.startsWith(device)) continue
    const receipt = await readStored(disk, name.slice(0, -'.json'.length), receiptKeys)
    // Under a name that is not its own it was put there by hand.
    if (receipt && `${receiptName(receipt.device, receipt.seq)}.json` === name) receipts.push(receipt)
  }
  return ok(receipts)
}

async function readStored(
  disk: Disk,
  name: string,
  receiptKeys: readonly string[],
): Promise<Receipt | undefined> {
  const bytes = await disk.read(`receipt/${name}.json`)
  const signature = await disk.read(`receipt/${name}.sig`)
  if (!bytes.ok || !signature.ok) return undefined
  const read = readReceipt(bytes.value, Buffer.from(signature.value).toString('latin1'), receiptKeys)
  return read.ok ? read.value : undefined
}
