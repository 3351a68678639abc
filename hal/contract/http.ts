import type { Result } from './result.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** On a connection of its own: those kept from earlier are forgotten, as they may have died unseen. */
  readonly fresh?: boolean
  /** Called with the count of body bytes that the far end has acknowledged, whenever it grows, until the answer. */
  readonly delivered?: (bytes: number) => void
}

export interface HttpAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type HttpFault =
  /** No connection: name unknown, refused, reset. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The wait was aborted by its signal, the usual way a deadline ends. */
  | { readonly kind: 'cancelled' }
  /** The answer was larger than the caller allowed. */
  | { readonly kind: 'too-large'; readonly limitBytes: number }

/** Outgoing requests. Redirects are not followed: a captive portal must not look like success. */
export interface Http {
  /**
   * Whether `delivered` is reported, from the acknowledgements of the far end. Absent where the machine only knows what
   * it has taken over itself, which may be a whole file while the link carries nothing.
   */
  readonly tellsDelivery?: boolean
  /** Bytes that an aborted request had not yet sent are thrown away. */
  send(request: HttpRequest, signal: AbortSignal, limitBytes?: number): Promise<Result<HttpAnswer, HttpFault>>
}
