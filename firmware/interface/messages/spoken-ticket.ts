import type { Language } from '../model/settings.ts'

const indonesianDigits = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
]

const digits: Readonly<Record<Language, readonly string[]>> = {
  id: indonesianDigits,
  bjn: indonesianDigits,
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
}

/** A ticket's number as it is called out, sign by sign: `A-07` is "A, nol tujuh". */
export function spokenTicket(number: string, language: Language): string {
  const [letter = '', counter = ''] = number.split('-')
  return `${letter}, ${Array.from(counter, (digit) => digits[language][Number(digit)]).join(' ')}`
}

/** The same for every ticket's number within a sentence. */
export function spokenSentence(sentence: string, language: Language): string {
  return sentence.replace(/\b[A-Z]-\d{2,}\b/g, (number) => spokenTicket(number, language))
}
