/** Longer texts are no school card. */
const mostLetters = 500

/**
 * The one NISN (ten digits) or NIK (sixteen) in the text of a QR code, wherever the card's printer has put it;
 * `undefined` when there is none, or more than one that could be meant. An NISN is taken before a NIK.
 */
export function numberInCode(text: string): string | undefined {
  if (text.length > mostLetters) return undefined
  const runs = new Set(text.match(/\d+/g) ?? [])
  const long = (digits: number) => [...runs].filter((run) => run.length === digits)
  const [nisn, nik] = [long(10), long(16)]
  if (nisn.length > 0) return nisn.length === 1 ? nisn[0] : undefined
  return nik.length === 1 ? nik[0] : undefined
}
