import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradictions, numberFields, wordsOf } from './compare-people.ts'
import type { ListedStudent } from './listed-student.ts'
import { type ListToMerge, mergeList } from './merge-list.ts'
import type { Student } from './student.ts'

// Few values, so that any two rows may share each of them.
const some = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const row = fc.record({
  name: some('ANI CONTOH', 'ANNI CONTOH', 'BUDI LAIN', 'CICI'),
  birthDate: some('2009-05-12', '2009-05-13'),
  sex: some('L' as const, 'P' as const),
  className: some('X A', 'X B'),
  nik: some(undefined, '6311061205090011', '6311061205090012', '6311061205090013'),
  nisn: some(undefined, '0091234501', '0091234502', '0091234503'),
  consent: some(undefined, 'yes' as const, 'no' as const, 'unclear' as const),
  recorded: some(undefined, 'yes' as const, 'no' as const),
})
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never

const rows = fc.array(row, { maxLength: 6 })
const sources = some('school' as const, 'registry' as const)
const runs = { seed: 16, numRuns: 800 }

function listOf(drawn: readonly Row[], list: string, source: ListToMerge['source'] = 'school'): ListToMerge {
  const listed = drawn.map((one, at): ListedStudent => {
    const [pid, consentRef] = [`${list}-pid-${at}`, `${list}-${at}`]
    return { ...one, pid, consentRef, married: undefined }
  })
  return { listed, source, list }
}

const roster = (known: readonly Student[], list: ListToMerge) => {
  const merged = mergeList(known, list)
  const students = new Map([...known, ...merged.students].map((student) => [student.pid, student]))
  return { merged, students: [...students.values()] }
}

test('every row is taken by one pupil, or held back with a reason, and no pupil is ever lost', () => {
  fc.assert(
    fc.property(rows, rows, sources, (one, two, source) => {
      const before = roster([], listOf(one, 'one')).students
      const { merged, students } = roster(before, listOf(two, 'two', source))
      const taken = merged.rows.flatMap(({ student }) => (student ? [student.pid] : []))
      expect(new Set(taken).size).toBe(taken.length)
      for (const { student, findings } of merged.rows)
        expect(
          student !== undefined || findings.some(({ type }) => type === 'conflict' || type === 'duplicate'),
        ).toBe(true)
      const pids = new Set(students.map(({ pid }) => pid))
      expect(before.every(({ pid }) => pids.has(pid))).toBe(true)
    }),
    runs,
  )
})

test('a consent is one that a row has given whose own numbers contradict none of the pupil', () => {
  fc.assert(
    fc.property(rows, rows, sources, (one, two, source) => {
      const lists = [listOf(one, 'one'), listOf(two, 'two', source)] as const
      const { students } = roster(roster([], lists[0]).students, lists[1])
      const given = new Map(lists.flatMap(({ listed }) => listed.map((giver) => [giver.consentRef, giver])))
      for (const student of students) {
        const giver = given.get(student.consentRef ?? '')
        expect([student.consentRef, giver?.consent]).toEqual(
          giver ? [giver.consentRef, 'yes'] : [undefined, undefined],
        )
        if (giver) expect(contradictions(wordsOf(student), ownNumbers(giver, lists))).toEqual([])
      }
    }),
    runs,
  )
})

// A number that two rows of one list have is nobody's.
function ownNumbers(giver: ListedStudent, lists: readonly ListToMerge[]): ListedStudent {
  const list = lists.find(({ listed }) => listed.includes(giver))?.listed ?? []
  const own = { ...giver }
  for (const field of numberFields)
    if (list.filter((other) => other[field] === giver[field]).length > 1) delete own[field]
  return own
}

test('a row that is taken and refuses, or is not understood, leaves no consent, nor does a held one with the same number', () => {
  fc.assert(
    fc.property(rows, rows, sources, (one, two, source) => {
      const before = roster([], listOf(one, 'one')).students
      const list = listOf(two, 'two', source)
      const { merged, students } = roster(before, list)
      for (const [at, { student, findings }] of merged.rows.entries()) {
        const said = list.listed[at]?.consent
        if (said !== 'no' && said !== 'unclear') continue
        const meant = findings.flatMap((finding) => (finding.type === 'conflict' ? finding.known : []))
        const pids = new Set([...meant, ...(student ? [student] : [])].map(({ pid }) => pid))
        for (const one of students) if (pids.has(one.pid)) expect(one.consentRef).toBeUndefined()
      }
    }),
    runs,
  )
})

test('a consent that ends is told, and a recording of this kiosk is never taken back', () => {
  fc.assert(
    fc.property(rows, rows, sources, (one, two, source) => {
      const before = roster([], listOf(one, 'one')).students.map((student) => ({
        ...student,
        recordedHere: true,
        recorded: true,
      }))
      const { merged, students } = roster(before, listOf(two, 'two', source))
      const told = new Set(
        merged.rows.flatMap(({ findings }) =>
          findings.flatMap((finding) => (finding.type === 'consent-ends' ? [finding.known.pid] : [])),
        ),
      )
      const now = new Map(students.map((student) => [student.pid, student]))
      for (const { pid, consentRef } of before) {
        expect(now.get(pid)?.recorded).toBe(true)
        if (consentRef !== undefined && now.get(pid)?.consentRef === undefined)
          expect(told.has(pid)).toBe(true)
      }
    }),
    runs,
  )
})

test('the same list once more changes nobody’s id and makes no new pupil', () => {
  const clean = fc
    .uniqueArray(row, { maxLength: 5, selector: ({ nisn }) => nisn ?? 'none' })
    .map((drawn) => drawn.filter(({ nisn }) => nisn !== undefined).map((one) => ({ ...one, nik: undefined })))
  fc.assert(
    fc.property(clean, (drawn) => {
      const before = roster([], listOf(drawn, 'one')).students
      const after = roster(before, listOf(drawn, 'two')).students
      expect(after.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid))
    }),
    runs,
  )
})

describe('who may give consent back', () => {
  const consentAfter = (...said: readonly (readonly [ListToMerge['source'], Row['consent']])[]) => {
    let students: readonly Student[] = []
    for (const [at, [source, consent]] of said.entries())
      students = roster(students, listOf([{ ...ani('0091234501'), consent }], `${at}`, source)).students
    return students[0]?.consentRef
  }

  test.each([
    [
      'the registry’s yes, then the school’s no',
      [
        ['registry', 'yes'],
        ['school', 'no'],
      ],
      undefined,
    ],
    [
      'the school’s yes, then the registry’s no',
      [
        ['school', 'yes'],
        ['registry', 'no'],
      ],
      undefined,
    ],
    [
      'the school’s no, then the registry’s yes',
      [
        ['school', 'no'],
        ['registry', 'yes'],
      ],
      undefined,
    ],
    [
      'the registry’s no, then the registry’s yes',
      [
        ['registry', 'no'],
        ['registry', 'yes'],
      ],
      '1-0',
    ],
    [
      'both say no, then the registry’s yes',
      [
        ['school', 'no'],
        ['registry', 'no'],
        ['registry', 'yes'],
      ],
      undefined,
    ],
    [
      'the school’s no, then the school’s yes',
      [
        ['school', 'no'],
        ['school', 'yes'],
      ],
      '1-0',
    ],
    [
      'the registry’s no, then the school’s yes',
      [
        ['registry', 'no'],
        ['school', 'yes'],
      ],
      '1-0',
    ],
    [
      'a yes, then silence',
      [
        ['school', 'yes'],
        ['registry', undefined],
        ['school', undefined],
      ],
      '0-0',
    ],
    [
      'a yes, then a word that nobody knows',
      [
        ['school', 'yes'],
        ['registry', 'unclear'],
      ],
      undefined,
    ],
  ] as const)('%s', (_what, said, consentRef) => expect(consentAfter(...said)).toBe(consentRef))
})

test('two rows of one class that could both be a pupil known are both held back', () => {
  const before = roster([], listOf([{ ...ani('0091234501'), nisn: undefined }], 'one')).students
  const two = listOf([ani('0091234501'), ani('0091234502')], 'two')
  const { merged } = roster(before, two)
  expect(merged.rows.map(({ student, findings }) => [student, findings[0]?.type])).toEqual([
    [undefined, 'conflict'],
    [undefined, 'conflict'],
  ])
})

test('a pid of the registry that another pupil has already is given to nobody', () => {
  const list = (nisn: '0091234501' | '0091234502') => {
    const { listed, ...rest } = listOf(
      [{ ...ani(nisn), name: nisn === '0091234501' ? 'ANI CONTOH' : 'BUDI LAIN' }],
      'one',
    )
    return { ...rest, listed, source: 'registry' as const }
  }
  const before = roster([], list('0091234501')).students
  const { merged, students } = roster(before, list('0091234502'))
  expect([students.length, merged.rows[0]?.findings[0]?.type]).toEqual([1, 'conflict'])
})

const ani = (nisn: '0091234501' | '0091234502'): Row => ({
  name: 'ANI CONTOH',
  birthDate: '2009-05-12',
  sex: 'P',
  className: 'X A',
  nik: undefined,
  nisn,
  consent: undefined,
  recorded: undefined,
})

test('a list of one name over and over is judged row by row, not each row against all', () => {
  const many = Array.from(
    { length: 20_000 },
    (_, at): Row => ({ ...ani('0091234501'), className: `${at}`, nisn: undefined }),
  )
  const one = roster([], listOf(many.slice(0, 1), 'one')).students
  const { merged } = roster(one, listOf(many, 'two'))
  // The pupil of the class that is known, and as many others.
  expect(merged.rows.filter(({ student }) => student !== undefined).length).toBe(20_000)
}, 30_000)
