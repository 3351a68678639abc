/** The operating system's belief about the way out. Hints only: no more than a reason not to try. */
export interface LinkHint {
  /** `portal`: the network wants a log-in first. `limited`: a network without a way out. `unknown` counts as maybe. */
  readonly reach: 'none' | 'portal' | 'limited' | 'full' | 'unknown'
  /** Whether each byte costs money. */
  readonly metered: boolean | undefined
  /** The carrier, for people: the operator or the network's kind. Never the name of a network. */
  readonly by: 'wired' | 'wifi' | 'cellular' | 'unknown'
  /** 0 to 100. */
  readonly signalPercent: number | undefined
}

/** The way out of a kiosk, as its system sees it. */
export interface LinkStatus {
  /** Never fails: a fact that cannot be found out is `unknown`. Takes at most a few seconds. */
  hint(signal: AbortSignal): Promise<LinkHint>
}

/** For a system that tells nothing. */
export const unknownLink: LinkHint = {
  reach: 'unknown',
  metered: undefined,
  by: 'unknown',
  signalPercent: undefined,
}
