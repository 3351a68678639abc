/** What the lobby says of the sticks in the box: to staff, with numbers and never a name. */
export type StickNotice =
  /** What came from the registry is being taken in. */
  | { readonly kind: 'reading' }
  | { readonly kind: 'copying'; readonly done: number; readonly total: number }
  /** What was copied is being read back, or the stick is being let go of. */
  | { readonly kind: 'checking' }
  | { readonly kind: 'safe'; readonly carried: number; readonly receipts: number }
  /** `carried` batches are on the stick, `left` are not. */
  | {
      readonly kind: 'trouble'
      readonly cause: StickTrouble
      readonly carried: number
      readonly left: number
    }

export type StickTrouble =
  | 'full'
  | 'read-only'
  /** It fails, or does not give back what was written. */
  | 'broken'
  | 'unknown-file-system'
  | 'unreadable'
  /** Pulled before it was safe. */
  | 'pulled'
  /** The system holds on to it. */
  | 'not-released'
  /** Files that bear the registry's names are not the registry's, or damaged. */
  | 'refused-files'
  /** Our own disk does not give, or does not take. */
  | 'kiosk-disk'
