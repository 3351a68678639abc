import type { Cell } from './read-sheet.ts'

const months: Readonly<Record<string, number>> = {
  januari: 1,
  jan: 1,
  februari: 2,
  pebruari: 2,
  feb: 2,
  maret: 3,
  mar: 3,
  april: 4,
  apr: 4,
  mei: 5,
  juni: 6,
  jun: 6,
  juli: 7,
  jul: 7,
  agustus: 8,
  agu: 8,
  agt: 8,
  september: 9,
  sep: 9,
  sept: 9,
  oktober: 10,
  okt: 10,
  november: 11,
  nopember: 11,
  nov: 11,
  desember: 12,
  des: 12,
}

export interface ReadDate {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** The year had two digits: the century is a guess. */
  readonly guessedCentury: boolean
}

/** A cell as a date: Excel dates, ISO, day-month-year with any mark between, Indonesian month words. */
export function readDate(cell: Cell, thisYear: number): ReadDate | undefined {
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime())
      ? undefined
      : { date: cell.toISOString().slice(0, 10), guessedCentury: false }
  }
  const text = String(cell ?? '')
    .trim()
    .toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t.*)?$/.exec(text)
  if (iso) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]), false)
  const parts = /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./-]+(\d{4}|\d{2})$/.exec(text)
  if (!parts) return undefined
  const [, day = '', middle = '', yearText = ''] = parts
  const month = /^\d/.test(middle) ? Number(middle) : months[middle]
  if (month === undefined) return undefined
  const short = yearText.length === 2
  const year = Number(yearText) + (short ? (Number(yearText) > thisYear % 100 ? 1900 : 2000) : 0)
  return build(year, month, Number(day), short)
}

function build(year: number, month: number, day: number, guessedCentury: boolean): ReadDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real && year >= 1900 && year <= 2100
    ? { date: date.toISOString().slice(0, 10), guessedCentury }
    : undefined
}
