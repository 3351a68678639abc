import type { Disk } from '../../../hal/contract/disk.ts'
import { batchNumber } from '../../core/names.ts'
import type { KnownDevice } from '../../custody/crypto/device-list.ts'
import type { SigningKey } from '../../custody/crypto/signing-key.ts'
import type { RecordRoute } from '../record/student-record.ts'
import type { RecordFormat } from './assemble-record.ts'
import type { DecryptWorkers } from './open-student.ts'

/** The registry's tools: all that it needs to open a batch and to sign for it. */
export interface IntakeContext {
  /** Where verified students, batch copies and receipts go. */
  readonly out: Disk
  /** age identities of the registry, several while keys change. Read from files, kept in memory. */
  readonly identities: readonly string[]
  readonly key: SigningKey
  readonly devices: ReadonlyMap<string, KnownDevice>
  readonly wallMs: () => number
  /** The person, or the account, that takes in: stands in the audit. */
  readonly operator: string
  /** The workers that open packets, and how many at once; one thread, four packets in flight, when absent. */
  readonly hands?: DecryptWorkers
  /** Chooses them once it is known how many packets came. */
  readonly handsFor?: (packets: number) => DecryptWorkers
  /** Sender, receiver and purpose in the records; `defaultRoute` when absent. */
  readonly route?: RecordRoute
  /** Which record lies beside the student's files; `an2` when absent. */
  readonly format?: RecordFormat
}

/** Where the registry keeps its copy of a `batch.json`. */
export function batchCopyPath(device: string, seq: number): string {
  return `batch/${device}/${batchNumber(seq)}.json`
}
