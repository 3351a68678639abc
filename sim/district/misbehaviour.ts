/** Faults of an office, as a kiosk sees them. */
export type Misbehaviour =
  /** Share of a hundred requests that are answered with 503. */
  | { readonly kind: 'busy'; readonly percent: number }
  /** Share of a hundred finished uploads that are acknowledged and lost. */
  | { readonly kind: 'forget'; readonly percent: number }
  /** Every answer comes so much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Of this number of packets one is refused in a receipt that is otherwise sound. */
  | { readonly kind: 'rejects'; readonly every: number }
  /** The office ends at once, between half this time and half as much again after it opened. */
  | { readonly kind: 'power-loss'; readonly ms: number }

const readers: Readonly<
  Record<
    Misbehaviour['kind'],
    {
      readonly unit: string
      readonly usual: number
      readonly most: number
      readonly read: (number: number) => Misbehaviour
    }
  >
> = {
  busy: { unit: 'PERSEN', usual: 20, most: 100, read: (percent) => ({ kind: 'busy', percent }) },
  forget: { unit: 'PERSEN', usual: 10, most: 100, read: (percent) => ({ kind: 'forget', percent }) },
  slow: { unit: 'DETIK', usual: 5, most: 3_600, read: (seconds) => ({ kind: 'slow', ms: seconds * 1_000 }) },
  rejects: { unit: 'PAKET', usual: 3, most: 10_000, read: (every) => ({ kind: 'rejects', every }) },
  'power-loss': {
    unit: 'DETIK',
    usual: 60,
    most: 86_400,
    read: (seconds) => ({ kind: 'power-loss', ms: seconds * 1_000 }),
  },
}

/** How misbehaviours are called on a command line. */
export const misbehaviourWords: readonly string[] = Object.entries(readers).map(
  ([kind, { unit }]) => `${kind}[:${unit}]`,
)

/** `busy`, or `busy:40` with its number, a whole one from 1; undefined when it is none. */
export function readMisbehaviour(words: string): Misbehaviour | undefined {
  const [, kind = '', number] = /^([a-z-]+)(?::([1-9]\d{0,5}))?$/.exec(words) ?? []
  const reader = Object.entries(readers).find(([name]) => name === kind)?.[1]
  if (!reader || Number(number ?? 0) > reader.most) return undefined
  return reader.read(Number(number ?? reader.usual))
}
