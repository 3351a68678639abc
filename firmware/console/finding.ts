/** What the doctor says of one part. */
export interface Finding {
  readonly part: string
  readonly state: 'good' | 'fault' | 'absent'
  /** Cause and remedy, or what was found. */
  readonly words: string
}
