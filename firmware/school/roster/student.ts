import { z } from 'zod'
import { Personal } from '../../core/personal.ts'

/** One pupil of the class list. Identifying values mask themselves wherever they might be printed. */
export interface Student {
  /** Random; names the pupil in journals and logs. */
  readonly pid: string
  readonly name: Personal<string>
  readonly nik: Personal<string> | undefined
  readonly nisn: Personal<string> | undefined
  /** `YYYY-MM-DD`. */
  readonly birthDate: Personal<string>
  readonly birthPlace: Personal<string> | undefined
  readonly sex: 'L' | 'P'
  readonly className: string
  /** Where the parents' paper consent is filed; absent means none (UU 27/2022 art. 25). */
  readonly consentRef: string | undefined
  readonly married: boolean
  /** The list or this kiosk knows that this pupil was recorded before. */
  readonly recorded: boolean
  /** This kiosk kept the recording itself: no list can take that back. */
  readonly recordedHere: boolean
}

/** A pupil as written down, on the disk or in a list that the registry sends. */
export const studentSchema = z.strictObject({
  pid: z.string(),
  name: z.string(),
  nik: z.string().optional(),
  nisn: z.string().optional(),
  birthDate: z.iso.date(),
  birthPlace: z.string().optional(),
  sex: z.enum(['L', 'P']),
  className: z.string(),
  consentRef: z.string().optional(),
  married: z.boolean(),
  recorded: z.boolean(),
  recordedHere: z.boolean().default(false),
})

/** A class as it lies on the disk. */
export const shardSchema = z.strictObject({ v: z.literal(1), students: z.array(studentSchema) })

export type StoredStudent = z.infer<typeof studentSchema>

/** Writing a pupil down is the one place where the mask comes off for the disk. */
export function toStored(student: Student): StoredStudent {
  return {
    pid: student.pid,
    name: student.name.reveal(),
    nik: student.nik?.reveal(),
    nisn: student.nisn?.reveal(),
    birthDate: student.birthDate.reveal(),
    birthPlace: student.birthPlace?.reveal(),
    sex: student.sex,
    className: student.className,
    consentRef: student.consentRef,
    married: student.married,
    recorded: student.recorded,
    recordedHere: student.recordedHere,
  }
}

export function fromStored(stored: StoredStudent): Student {
  const masked = (value: string | undefined) => (value === undefined ? undefined : new Personal(value))
  return {
    pid: stored.pid,
    name: new Personal(stored.name),
    nik: masked(stored.nik),
    nisn: masked(stored.nisn),
    birthDate: new Personal(stored.birthDate),
    birthPlace: masked(stored.birthPlace),
    sex: stored.sex,
    className: stored.className,
    consentRef: stored.consentRef,
    married: stored.married,
    recorded: stored.recorded,
    recordedHere: stored.recordedHere,
  }
}
