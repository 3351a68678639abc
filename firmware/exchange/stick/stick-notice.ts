/** The lobby's notice about the sticks in the box: for staff, with numbers and never a name. */
export type StickNotice =
  /** Files from the registry are being taken in. */
  | { readonly kind: 'reading' }
  | { readonly kind: 'copying'; readonly done: number; readonly total: number }
  /** The copy is being read back, or the stick is being released. */
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
  /** More files bear the registry's names than it ever writes; some were not looked at. */
  | 'too-many-files'
  /** Our own disk does not give, or does not take. */
  | 'kiosk-disk'
