/** The facts in a NIK: six digits of region, six of birth date (day + 40 for women), four serial. */
export interface NikFacts {
  readonly sex: 'L' | 'P'
  readonly day: number
  readonly month: number
  /** The last two digits of the year; the century is not in the number. */
  readonly shortYear: number
}

/** Reads a NIK; `undefined` when no office can have issued it. */
export function readNik(nik: string): NikFacts | undefined {
  const digits = /^[1-9]\d{5}(\d{2})(\d{2})(\d{2})(\d{4})$/.exec(nik)
  if (!digits) return undefined
  const [dayField = 0, month = 0, shortYear = 0, serial = 0] = digits.slice(1).map(Number)
  const sex = dayField > 40 ? 'P' : 'L'
  const day = dayField > 40 ? dayField - 40 : dayField
  if (day < 1 || day > 31 || month < 1 || month > 12 || serial === 0) return undefined
  return { sex, day, month, shortYear }
}

/**
 * Where a NIK and the list disagree. Only ever a warning: numbers are never reissued to mend a birth
 * date, and the region is that of the first issue.
 */
export function nikDisagreements(
  facts: NikFacts,
  birthDate: string,
  sex: 'L' | 'P',
): readonly ('sex' | 'birth-date')[] {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  const sameDate = facts.day === day && facts.month === month && facts.shortYear === year % 100
  return [...(facts.sex === sex ? [] : (['sex'] as const)), ...(sameDate ? [] : (['birth-date'] as const))]
}
