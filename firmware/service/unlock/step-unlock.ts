/** The state of a box whose personal files are locked, or are about to be for the first time. */
export type UnlockState =
  /** Waits for the key stick. */
  | { readonly type: 'stick'; readonly trouble?: 'not-ours' | 'unreadable' }
  | { readonly type: 'pin'; readonly secret: Uint8Array; readonly trouble?: 'wrong' | 'later' }
  | { readonly type: 'trying'; readonly secret: Uint8Array }
  /** Waits for a stick that is to become the key stick. */
  | { readonly type: 'new-stick'; readonly trouble?: 'unreadable' }
  | { readonly type: 'choose'; readonly trouble?: 'differs' }
  | { readonly type: 'repeat'; readonly digits: string }
  | { readonly type: 'making'; readonly digits: string }
  | { readonly type: 'open' }

export type UnlockEvent =
  /** A stick was put in; `secret` is this box's own on it. */
  | { readonly type: 'plugged'; readonly secret: Uint8Array | undefined }
  | { readonly type: 'unreadable' }
  | { readonly type: 'pulled' }
  | { readonly type: 'typed'; readonly digits: string }
  | { readonly type: 'judged'; readonly said: 'right' | 'wrong' | 'later' }
  /** The key stick was written, or could not be. */
  | { readonly type: 'made'; readonly ok: boolean }
  /** The registry, or a secure element, has given the key. */
  | { readonly type: 'released' }

export type UnlockEffect =
  | { readonly type: 'try'; readonly digits: string; readonly secret: Uint8Array }
  /** Writes a new secret to the stick that is in, and the slot for it. */
  | { readonly type: 'make'; readonly digits: string }

export interface UnlockStep {
  readonly state: UnlockState
  readonly effect?: UnlockEffect
}

/** One step of unlocking a box at the start of a day, or of locking it for the first time. */
export function stepUnlock(state: UnlockState, event: UnlockEvent): UnlockStep {
  // The key is there while a stick is being asked for; a new PIN is still to be chosen.
  if (event.type === 'released') return isNew(state) ? { state } : { state: { type: 'open' } }
  switch (state.type) {
    case 'stick':
      return { state: ofStick(event) ?? state }
    case 'pin':
      if (event.type === 'typed') return tryPin(state.secret, event.digits)
      return { state: ofStick(event) ?? state }
    case 'trying':
      if (event.type !== 'judged') return { state }
      if (event.said === 'right') return { state: { type: 'open' } }
      return { state: { type: 'pin', secret: state.secret, trouble: event.said } }
    case 'new-stick':
      if (event.type === 'plugged') return { state: { type: 'choose' } }
      return { state: event.type === 'unreadable' ? { type: 'new-stick', trouble: 'unreadable' } : state }
    case 'choose':
      if (event.type === 'typed') return { state: { type: 'repeat', digits: event.digits } }
      return { state: event.type === 'pulled' ? { type: 'new-stick' } : state }
    case 'repeat':
      if (event.type === 'typed') return repeated(state.digits, event.digits)
      return { state: event.type === 'pulled' ? { type: 'new-stick' } : state }
    case 'making':
      if (event.type !== 'made') return { state }
      return { state: event.ok ? { type: 'open' } : { type: 'new-stick', trouble: 'unreadable' } }
    case 'open':
      return { state }
  }
}

function isNew({ type }: UnlockState): boolean {
  return type === 'new-stick' || type === 'choose' || type === 'repeat' || type === 'making'
}

function ofStick(event: UnlockEvent): UnlockState | undefined {
  switch (event.type) {
    case 'plugged':
      return event.secret ? { type: 'pin', secret: event.secret } : { type: 'stick', trouble: 'not-ours' }
    case 'unreadable':
      return { type: 'stick', trouble: 'unreadable' }
    case 'pulled':
      return { type: 'stick' }
    default:
      return undefined
  }
}

function tryPin(secret: Uint8Array, digits: string): UnlockStep {
  return { state: { type: 'trying', secret }, effect: { type: 'try', digits, secret } }
}

function repeated(first: string, second: string): UnlockStep {
  if (first !== second) return { state: { type: 'choose', trouble: 'differs' } }
  return { state: { type: 'making', digits: first }, effect: { type: 'make', digits: first } }
}
