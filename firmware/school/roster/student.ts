import { z } from 'zod'
import { Personal } from '../../core/personal.ts'

/** A pupil as written down, on the disk or in a list that the registry sends. */
export const studentSchema = z.strictObject({
  /** Random; stands for the pupil in journals and logs. */
  pid: z.string(),
  name: z.string(),
  nik: z.string().optional(),
  nisn: z.string().optional(),
  birthDate: z.iso.date(),
  birthPlace: z.string().optional(),
  sex: z.enum(['L', 'P']),
  className: z.string(),
  /** Where the parents' paper consent is filed; absent means none (UU 27/2022 art. 25). */
  consentRef: z.string().optional(),
  married: z.boolean(),
  /** The list or this kiosk knows that this pupil was recorded before. */
  recorded: z.boolean(),
  /** This kiosk kept the recording itself: no list can take that back. */
  recordedHere: z.boolean().default(false),
})

/** A class as it lies on the disk. */
export const shardSchema = z.strictObject({ v: z.literal(1), students: z.array(studentSchema) })

export type StoredStudent = z.infer<typeof studentSchema>

type PersonalField = 'name' | 'nik' | 'nisn' | 'birthDate' | 'birthPlace'

type Masked<Value> = Value extends string ? Personal<string> : Value

/** One pupil of the class list. All that tells who it is masks itself wherever it might be printed. */
export type Student = {
  readonly [Field in keyof Required<StoredStudent>]: Field extends PersonalField
    ? Masked<StoredStudent[Field]>
    : StoredStudent[Field]
}

/** Writing a pupil down is the one place where the mask comes off for the disk. */
export function toStored({ name, nik, nisn, birthDate, birthPlace, ...plain }: Student): StoredStudent {
  return {
    ...plain,
    name: name.reveal(),
    nik: nik?.reveal(),
    nisn: nisn?.reveal(),
    birthDate: birthDate.reveal(),
    birthPlace: birthPlace?.reveal(),
  }
}

export function fromStored({ name, nik, nisn, birthDate, birthPlace, ...plain }: StoredStudent): Student {
  return {
    ...plain,
    consentRef: plain.consentRef,
    name: new Personal(name),
    nik: masked(nik),
    nisn: masked(nisn),
    birthDate: new Personal(birthDate),
    birthPlace: masked(birthPlace),
  }
}

function masked(value: string | undefined): Personal<string> | undefined {
  return value === undefined ? undefined : new Personal(value)
}
