import type { Words } from './catalogue.ts'

/** How it stands with a box that has no school yet. */
export type SetupMoment =
  | { readonly at: 'waiting' | 'reading' }
  | { readonly at: 'refused'; readonly why: SetupRefusal }
  | { readonly at: 'done'; readonly school: string }

/** A stick without an order for this box, or with one that does not hold; `disk` is the box's own card. */
export type SetupRefusal = 'nothing' | 'no-key-list' | 'not-signed' | 'broken' | 'disk'

/** Eight digits as people read them out. */
export function inGroups(npsn: string): string {
  return `${npsn.slice(0, 4)} ${npsn.slice(4)}`
}

export type SetupWords = (moment: SetupMoment) => Words
