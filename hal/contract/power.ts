import type { ProgramFault } from './programs.ts'
import type { Result } from './result.ts'

/** The power of the machine. */
export interface Power {
  /** Asks the system to end what runs and to switch off; resolves once it has agreed. */
  off(signal: AbortSignal): Promise<Result<void, ProgramFault>>
}
