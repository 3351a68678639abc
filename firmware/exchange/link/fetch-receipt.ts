import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { mebibyte } from '../../core/names.ts'
import { receiptName, type SignedTime } from '../../custody/chain/receipt.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import { acceptReceipt } from '../../custody/spool/accept-receipt.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import type { SendFault } from './send-fault.ts'
import type { TusClient } from './tus-client.ts'
import type { UploadFault } from './upload-fault.ts'

export interface ReceiptContext {
  readonly spool: Spool
  readonly office: TusClient
  /** Base address of the registry, with a slash at the end. */
  readonly registryUrl: string
  readonly receiptKeys: () => readonly string[]
  readonly stamp: () => Stamp
  /** Called with the registry's time of signing. */
  readonly onSignedTime: (word: SignedTime) => Promise<Result<void, DiskFault>>
}

const limitBytes = 2 * mebibyte
const deadlineMs = 15_000

/** Fetches the receipt of a batch and hands it to the spool; false when it is not there yet. */
export async function fetchReceipt(
  context: ReceiptContext,
  seq: number,
  signal: AbortSignal,
): Promise<Result<boolean, SendFault>> {
  const name = receiptName(context.spool.identity.device, seq)
  const json = await fetchFile(context, `receipt/${name}.json`, signal)
  if (!json.ok || !json.value) return json.ok ? ok(false) : json
  const signature = await fetchFile(context, `receipt/${name}.sig`, signal)
  if (!signature.ok || !signature.value) return signature.ok ? ok(false) : signature
  const document = { bytes: json.value, signature: Buffer.from(signature.value).toString('latin1') }
  const accepted = await acceptReceipt(context.spool, document, context.receiptKeys(), context.stamp())
  if (!accepted.ok) return accepted
  const heard = await context.onSignedTime({ wallMs: accepted.value.wallMs, batch: seq, isNow: false })
  return heard.ok ? ok(true) : heard
}

async function fetchFile(
  { office, registryUrl }: ReceiptContext,
  path: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array | undefined, UploadFault>> {
  const url = new URL(path, registryUrl).href
  const answer = await office.within(deadlineMs, { method: 'GET', url }, signal, limitBytes)
  if (!answer.ok) return answer
  return ok(answer.value.status === 200 ? answer.value.body : undefined)
}
