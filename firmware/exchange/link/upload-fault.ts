import type { HttpFault } from '../../../hal/contract/http.ts'

/** Reasons why a file did not arrive whole. All are tried again later; a lasting one says so. */
export type UploadFault =
  | HttpFault
  /** No answer in time, or a connection that died without a word. */
  | { readonly kind: 'too-slow' }
  /** 404, 403 or 410, again and again: the server forgets what it has just been given. */
  | { readonly kind: 'forgotten' }
  /** 409: the server's offset is not the one that it reported. */
  | { readonly kind: 'other-offset' }
  /** 423: another request for this upload is not over, such as our own from before a cut. */
  | { readonly kind: 'locked' }
  /** 460: the arrived bytes differ from the sent ones (tus checksum). */
  | { readonly kind: 'spoiled' }
  /** 429 or 5xx: the server cannot now. */
  | { readonly kind: 'server-failed'; readonly status: number }
  /** 412: the server speaks another tus than 1.0. Only a change at the registry helps. */
  | { readonly kind: 'other-version' }
  /** 413: the server takes no file of this size. Only a change at the registry helps. */
  | { readonly kind: 'over-limit' }
  /** Any other answer than tus allows; also a portal's page. */
  | { readonly kind: 'refused'; readonly status: number; readonly during: UploadStep }

export type UploadStep = 'find' | 'create' | 'send'

/** The meaning of an answer that is not the hoped for. */
export function faultOfStatus(status: number, during: UploadStep): UploadFault {
  if (status === 429 || (status >= 500 && status < 600)) return { kind: 'server-failed', status }
  const known = during === 'create' ? createFaults[status] : uploadFaults[status]
  return known ?? { kind: 'refused', status, during }
}

const createFaults: Readonly<Record<number, UploadFault>> = {
  412: { kind: 'other-version' },
  413: { kind: 'over-limit' },
}

// All but the last two speak of an upload that exists.
const uploadFaults: Readonly<Record<number, UploadFault>> = {
  403: { kind: 'forgotten' },
  404: { kind: 'forgotten' },
  409: { kind: 'other-offset' },
  410: { kind: 'forgotten' },
  423: { kind: 'locked' },
  460: { kind: 'spoiled' },
  ...createFaults,
}

/** Whether asking the server anew, at once or in a moment, may help. */
export function isPassing(fault: UploadFault): boolean {
  switch (fault.kind) {
    case 'unreachable':
    case 'too-slow':
    case 'forgotten':
    case 'other-offset':
    case 'locked':
    case 'spoiled':
      return true
    case 'cancelled':
    case 'too-large':
    case 'server-failed':
    case 'other-version':
    case 'over-limit':
    case 'refused':
      return false
  }
}
