/** A host's end for the tests of the GT twin: frames by the book (section 3.1), with sums of its own. */
export function gtCommand(code: number, parameter = 0): number[] {
  return summed([0x55, 0xaa, 1, 0, ...bytesOf(parameter, 4), ...bytesOf(code, 2)])
}

export function gtData(content: readonly number[]): number[] {
  return summed([0x5a, 0xa5, 1, 0, ...content])
}

export interface GtHeardAnswer {
  readonly acknowledged: boolean
  readonly parameter: number
  /** The content of the data frame behind the answer. */
  readonly data: number[]
}

/** One answer and the data behind it; throws when a frame is not sound. */
export function gtAnswer(bytes: readonly number[]): GtHeardAnswer {
  const answer = bytes.slice(0, 12)
  const rest = bytes.slice(12)
  if (summed(answer.slice(0, 10)).join() !== answer.join()) throw new Error(`no answer: ${answer.join(' ')}`)
  if (rest.length > 0 && gtData(rest.slice(4, -2)).join() !== rest.join()) throw new Error('no sound data')
  const parameter = answer.slice(4, 8).reduceRight((total, byte) => total * 256 + byte, 0)
  return { acknowledged: answer[8] === 0x30 && answer[9] === 0, parameter, data: rest.slice(4, -2) }
}

function bytesOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => Math.floor(value / 256 ** place) % 256)
}

function summed(bytes: readonly number[]): number[] {
  return [...bytes, ...bytesOf(bytes.reduce((sum, byte) => sum + byte, 0) % 65_536, 2)]
}
