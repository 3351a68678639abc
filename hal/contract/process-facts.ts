/** This process's knowledge of itself. */
export interface ProcessFacts {
  /** Memory that it holds now. */
  residentBytes(): number
  /** Processor time that it has used since it started, in seconds. */
  cpuSeconds(): number
  /** How late the event loop was since it was last asked: 99 of 100 times no later than this, in milliseconds. */
  loopDelayMs(): number
}
