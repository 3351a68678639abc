/** The rights of a pupil today: recording from 16 (national practice), printing from 17 (UU 24/2013 art. 63). */
export type Eligibility = 'too-young' | 'may-record' | 'may-print'

/** Pure: dates as `YYYY-MM-DD`. A pupil who is or was married counts as 17. */
export function eligibility(birthDate: string, married: boolean, today: string): Eligibility {
  const age = ageOn(birthDate, today)
  if (married || age >= 17) return 'may-print'
  return age >= 16 ? 'may-record' : 'too-young'
}

/** Full years on a day. Born on 29 February: the birthday of a common year is 1 March. */
export function ageOn(birthDate: string, today: string): number {
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birthDate.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  // 29 February simply has not come on 28 February, and has passed on 1 March.
  const passed = month > birthMonth || (month === birthMonth && day >= birthDay)
  return year - birthYear - (passed ? 0 : 1)
}

/** The first day on which a pupil may be recorded, `YYYY-MM-DD`. Born on 29 February: 1 March. */
export function mayRecordFrom(birthDate: string): string {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  return new Date(Date.UTC(year + 16, month - 1, day)).toISOString().slice(0, 10)
}
