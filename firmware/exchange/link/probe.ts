import type { Entropy } from '../../../hal/contract/entropy.ts'
import { err, type Result } from '../../../hal/contract/result.ts'
import { type Hello, helloLimits, readHello } from '../../custody/chain/hello.ts'
import type { TusClient } from './tus-client.ts'

/** The reason why the registry did not answer, or another server did. */
export type ProbeFault =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'too-slow' }
  /** A network that wants a log-in first, or any other page in between. */
  | { readonly kind: 'portal' }
  /** It speaks as the registry does, with a key that no key list of ours names. */
  | { readonly kind: 'not-the-registry' }
  /** The registry does not know this kiosk. */
  | { readonly kind: 'not-enrolled' }
  /** The registry is there and cannot answer now. */
  | { readonly kind: 'busy'; readonly status: number }

export interface ProbeParts {
  readonly office: TusClient
  readonly entropy: Entropy
  /** Base address of the registry, with a slash at the end. */
  readonly registryUrl: string
  readonly device: string
  readonly receiptKeys: () => readonly string[]
}

const deadlineMs = 15_000

/**
 * Asks the registry to sign a number that was never used before: the only truth about a link. Less than a
 * kilobyte both ways, and the same round trip brings the time, and what the registry has of this kiosk.
 */
export async function probe(parts: ProbeParts, signal: AbortSignal): Promise<Result<Hello, ProbeFault>> {
  const { device } = parts
  const nonce = Buffer.from(parts.entropy.bytes(16)).toString('hex')
  const { href } = new URL(`hello?device=${device}&nonce=${nonce}`, parts.registryUrl)
  const request = { method: 'GET', url: href } as const
  const answer = await parts.office.within(deadlineMs, request, signal, helloLimits.bytes)
  if (!answer.ok) return err(answer.fault.kind === 'too-large' ? { kind: 'portal' } : answer.fault)
  const { status, body } = answer.value
  if (status === 403) return err({ kind: 'not-enrolled' })
  if (status === 429 || (status >= 500 && status !== 511)) return err({ kind: 'busy', status })
  const hello = readHello(body, { device, nonce }, parts.receiptKeys())
  if (hello.ok) return hello
  return err({ kind: hello.fault.kind === 'malformed' ? 'portal' : 'not-the-registry' })
}
