/** Parses JSON from outside; `undefined` when it is none (`JSON.parse` throws instead). */
export function jsonFrom(text: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'))
  } catch {
    return undefined
  }
}
