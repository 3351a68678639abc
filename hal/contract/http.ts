import type { Result } from './result.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
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
  send(request: HttpRequest, signal: AbortSignal, limitBytes?: number): Promise<Result<HttpAnswer, HttpFault>>
}
