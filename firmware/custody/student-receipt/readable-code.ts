/** Crockford's base 32: no I, L, O and U, which are taken for others. */
export const readableAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const places = [6, 5, 4, 3, 2, 1, 0].map((power) => 32 ** power)

/**
 * The eight characters of a packet, such as `K7QD-2MXA`: the first 35 bits of its hash and a check character.
 * `hash` is hexadecimal, at least nine digits.
 */
export function readableCode(hash: string): string {
  const bits = Math.floor(Number.parseInt(hash.slice(0, 9), 16) / 2)
  const values = places.map((place) => Math.floor(bits / place) % 32)
  const text = [...values, weighted(values)].map((value) => readableAlphabet[value]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** Reads eight characters as a person types them; gives them as they are shown, `undefined` when mistyped. */
export function readReadableCode(typed: string): string | undefined {
  if (typed.length > 20) return undefined
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const values = Array.from(text, (letter) => readableAlphabet.indexOf(letter))
  if (values.length !== 8 || values.includes(-1) || weighted(values.slice(0, 7)) !== values[7])
    return undefined
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/**
 * Sum of alpha^i times the i-th value over GF(32) with x^5 + x^2 + 1, i from 1. All weights differ and none is
 * zero, so every single wrong character and every swap of two is noticed.
 */
export function weighted(values: readonly number[]): number {
  return values.reduceRight((sum, value) => timesAlpha(sum ^ value), 0)
}

function timesAlpha(value: number): number {
  return (value << 1) ^ (value & 16 ? 0b100101 : 0)
}
