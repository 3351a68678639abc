import { z } from 'zod'
import { masked, Personal } from '../../core/personal.ts'
import { versioned } from '../../custody/document/versioned.ts'

/** The facts by which a list and what is known of a pupil can differ. */
export const differences = ['name', 'birth-date', 'sex', 'nik', 'nisn', 'several'] as const

/** `several`: more than one known pupil may be meant. */
export type Difference = (typeof differences)[number]

const conflictSchema = z.strictObject({
  differs: z.array(z.enum(differences)),
  /** First digits of the list's hash, or the number of the registry's list. */
  list: z.string(),
  /** The row of that list; absent in the registry's. */
  row: z.int().positive().optional(),
})

/** A row that may be about a pupil and may be about another: an attendant decides, until then it counts for nobody. */
export type Conflict = z.infer<typeof conflictSchema>

const noConsentSchema = z.strictObject({
  by: z.enum(['school', 'registry']),
  why: z.enum(['refused', 'unclear']),
})

/** A pupil as written down on the disk. */
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
  /** The word that took the consent away, or kept it from being given; absent where no list has spoken of it. */
  noConsent: noConsentSchema.optional(),
  married: z.boolean(),
  /** The list or this kiosk knows that this pupil was recorded before. */
  recorded: z.boolean(),
  /** This kiosk kept the recording itself: no list can take that back. */
  recordedHere: z.boolean().default(false),
  /** The school's newest list of the class is without this pupil. */
  notOnList: z.boolean().default(false),
  conflict: conflictSchema.optional(),
})

export const shardSchema = z.strictObject({ v: z.literal(2), students: z.array(studentSchema) })

/** A class as it lies on the disk. Version 1 knew neither conflicts nor pupils who left. */
export const parseShard = versioned(2, shardSchema, [(old) => ({ ...old, v: 2 })])

export type StoredStudent = z.infer<typeof studentSchema>

type PersonalField = 'name' | 'nik' | 'nisn' | 'birthDate' | 'birthPlace'

type Masked<Value> = Value extends string ? Personal<string> : Value

/** One pupil of the class list. All that tells who it is masks itself wherever it might be printed. */
export type Student = {
  readonly [Field in keyof Required<StoredStudent>]: Field extends PersonalField
    ? Masked<StoredStudent[Field]>
    : StoredStudent[Field]
}

/** The part of a pupil that the registry gets with a recording; the rest is the school's own. */
export type StudentFacts = Omit<
  StoredStudent,
  'married' | 'recorded' | 'recordedHere' | 'notOnList' | 'conflict' | 'noConsent'
>

export function factsOf(student: Student): StudentFacts {
  const { married, recorded, recordedHere, notOnList, conflict, noConsent, ...facts } = toStored(student)
  return facts
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
    noConsent: plain.noConsent,
    conflict: plain.conflict,
    name: new Personal(name),
    nik: masked(nik),
    nisn: masked(nisn),
    birthDate: new Personal(birthDate),
    birthPlace: masked(birthPlace),
  }
}
