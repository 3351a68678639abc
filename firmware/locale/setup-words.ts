import type { Words } from './catalogue.ts'

/** How it stands with a box that has no school yet. */
export type SetupMoment =
  | { readonly at: 'waiting' | 'reading' }
  | { readonly at: 'refused'; readonly why: SetupRefusal }
  | { readonly at: 'done'; readonly school: string }

/** A stick without an order for this box, or with one that does not hold; `disk` is the box's own card. */
export type SetupRefusal = 'nothing' | 'no-key-list' | 'not-signed' | 'broken' | 'disk'

export type SetupWords = (moment: SetupMoment) => Words
