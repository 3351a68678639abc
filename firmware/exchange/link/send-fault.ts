import type { DiskFault } from '../../../hal/contract/disk.ts'
import type { AcceptFault } from '../../custody/spool/accept-receipt.ts'
import type { ProbeFault } from './probe.ts'
import type { UploadFault } from './upload-fault.ts'

/** Faults on the way to the registry. */
export type SendFault =
  | UploadFault
  | ProbeFault
  | DiskFault
  | AcceptFault
  /** A packet on our own disk does not match its name any more. */
  | { readonly kind: 'damaged-packet'; readonly sha256: string }
  /** A published file could not be fetched. */
  | { readonly kind: 'changing'; readonly path: string }
  | { readonly kind: 'not-served'; readonly status: number; readonly path: string }

/** Whether a receipt was there and does not count. */
export function isBadReceipt(fault: SendFault): boolean {
  const signedWrong = ['malformed', 'unknown-version', 'bad-signature', 'other-device', 'wrong-packets']
  const otherChain = ['fork', 'rolled-back', 'unknown-batch']
  return [...signedWrong, ...otherChain].includes(fault.kind)
}

/** Whether the server refuses this very file, and will again: only a change there helps, and others may pass. */
export function isRefusedForGood(fault: SendFault): boolean {
  return fault.kind === 'over-limit' || (fault.kind === 'refused' && fault.status === 400)
}
