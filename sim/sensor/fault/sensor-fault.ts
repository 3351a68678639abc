import type { AnswerFault } from './answer-fault.ts'
import type { LineFault } from './line-fault.ts'
import type { PartFault } from './part-fault.ts'
import type { TransferFault } from './transfer-fault.ts'

/** Misbehaviour that can be put into a sensor twin; rows of `fingerprint.md` section 6. */
export type SensorFault = AnswerFault | TransferFault | LineFault | PartFault
