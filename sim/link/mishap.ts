/** Mishaps of a link. All connections that are open feel them; those opened later find a sound link. */
export type Mishap =
  /** Both ends learn at once that the connection is gone (TCP reset). */
  | { readonly kind: 'reset' }
  /** Nothing passes any more, either way, for ever, and neither end learns it. */
  | { readonly kind: 'black-hole' }
  /** Both ends learn that the other has nothing more to say (TCP FIN). */
  | { readonly kind: 'fin' }
  /** One byte on its way to the office is changed. */
  | { readonly kind: 'corrupt' }
  /** The office does what it was asked; its answer is lost and the connection with it. */
  | { readonly kind: 'lost-answer' }
  | LastingMishap

/** Lasting mishaps; these concern new connections too. */
export type LastingMishap =
  /** The link carries nothing, and then goes on. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** The link carries a twentieth of its rate. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** The office's name is unknown: no new connection, while open ones live on. */
  | { readonly kind: 'no-name'; readonly ms: number }
  /** A login page answers in place of the office, and knows no connection from before. */
  | { readonly kind: 'portal'; readonly ms: number }

const moments = ['reset', 'black-hole', 'fin', 'corrupt', 'lost-answer'] as const
const spells = ['stall', 'drip', 'no-name', 'portal'] as const
const usualSpellMs = 5_000

/** How mishaps are called on a command line. */
export const mishapWords: readonly string[] = [...moments, ...spells.map((name) => `${name}[:DETIK]`)]

/** `reset`, or `stall:5` with its seconds (1 to 3600); undefined when it is none. */
export function readMishap(words: string): Mishap | undefined {
  const [name, seconds, ...rest] = words.split(':')
  const moment = moments.find((one) => one === name)
  if (moment) return seconds === undefined ? { kind: moment } : undefined
  const spell = spells.find((one) => one === name)
  if (!spell || rest.length > 0) return undefined
  if (seconds === undefined) return { kind: spell, ms: usualSpellMs }
  const isSound = /^\d{1,4}$/.test(seconds) && Number(seconds) >= 1 && Number(seconds) <= 3_600
  return isSound ? { kind: spell, ms: Number(seconds) * 1_000 } : undefined
}
