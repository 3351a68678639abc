import { readableAlphabet, weighted } from '../../custody/student-receipt/readable-code.ts'
import { type Problem, type ProblemName, problems, troubleOf } from './problem.ts'

const most = 1_023

/** The content of six characters. */
export interface DecodedCode {
  readonly trouble: Problem
  readonly value: number
}

/**
 * Six characters for the phone: ten bits for the problem, ten for the measured value (as much as 1023 when more), and
 * two check characters of a code over GF(32): no two wrong or swapped characters go unnoticed.
 */
export function codeOf(name: ProblemName, value: number): string {
  const measured = Math.min(most, Math.max(0, Math.round(value)))
  const bits = problems[name].number * (most + 1) + measured
  const values = [15, 10, 5, 0].map((shift) => (bits >> shift) & 31)
  return [...values, ...checksOf(values)].map((one) => readableAlphabet[one]).join('')
}

/** Reads a code as it was said or typed; `mistyped` when it cannot be one, `newer` when its problem is unknown here. */
export function decodeCode(typed: string): DecodedCode | 'mistyped' | 'newer' {
  const text = typed.slice(0, 20).toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const values = Array.from(text, (letter) => readableAlphabet.indexOf(letter))
  const [sum, weights] = checksOf(values.slice(0, 4))
  if (values.length !== 6 || values.includes(-1) || values[4] !== sum || values[5] !== weights)
    return 'mistyped'
  const bits = values.slice(0, 4).reduce((all, one) => all * 32 + one, 0)
  const trouble = troubleOf(Math.floor(bits / (most + 1)))
  return trouble ? { trouble, value: bits % (most + 1) } : 'newer'
}

function checksOf(values: readonly number[]): readonly [sum: number, weights: number] {
  return [values.reduce((sum, value) => sum ^ value, 0), weighted(values)]
}
