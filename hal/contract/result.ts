/** The outcome of an operation whose faults are expected: plain data, safe to send as JSON. */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F }

export function ok<T>(value: T): { readonly ok: true; readonly value: T }
export function ok(): { readonly ok: true; readonly value: undefined }
export function ok(value?: unknown): { readonly ok: true; readonly value: unknown } {
  return { ok: true, value }
}

export function err<const F>(fault: F): { readonly ok: false; readonly fault: F } {
  return { ok: false, fault }
}
