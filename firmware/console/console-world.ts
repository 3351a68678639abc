import type { Host } from '../kiosk/host.ts'
import type { DecryptWorkers } from '../registry/intake/open-student.ts'
import type { PictureCodec } from '../registry/record/picture-codec.ts'
import type { Boards } from './boards.ts'
import type { Simulations } from './simulations.ts'

/** The world around the command line, handed in by the executable. */
export interface ConsoleWorld extends Host, Boards, Simulations {
  /** Name of the account that this process runs for. */
  readonly account: string
  /** The workers that open packets in `rekam intake`: threads, so that every core works. */
  readonly decryptWorkers: {
    /** As many as this machine has cores. */
    readonly best: number
    open(count: number): DecryptWorkers & { close(): Promise<void> }
  }
  /** Translates pictures where a record asks for others than the kiosk took. */
  readonly openPictureCodec: () => Promise<PictureCodec>
}
