/** One line of what the guest tells. */
export type LabReport =
  | {
      readonly check: string
      readonly passed: boolean
      readonly ms: number
      readonly detail?: string | undefined
    }
  /** From now on nobody feeds the watchdog. */
  | { readonly starving: true; readonly timeoutMs: number }
