import type { Result } from './result.ts'

export type ElementFault =
  /** Sealed by another part, or on another box. */
  { readonly kind: 'not-mine' } | { readonly kind: 'silent'; readonly detail: string }

/** A TPM or secure element: what it seals it opens again on this box alone. The card without the box is of no use. */
export interface SecureElement {
  seal(secret: Uint8Array): Promise<Result<Uint8Array, ElementFault>>
  open(sealed: Uint8Array): Promise<Result<Uint8Array, ElementFault>>
}
