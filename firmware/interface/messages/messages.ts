import type { Language } from '../model/settings.ts'
import { banjar } from './bjn.ts'
import type { Catalogue } from './catalogue.ts'
import { english } from './en.ts'
import { indonesian } from './id.ts'

const catalogues: Readonly<Record<Language, Catalogue>> = { id: indonesian, bjn: banjar, en: english }

/** The name that each language gives itself, in the order in which they are offered. */
export const languageNames: Readonly<Record<Language, string>> = {
  id: 'Indonesia',
  bjn: 'Banjar',
  en: 'English',
}

/** All words of one language. */
export function messages(language: Language): Catalogue {
  return catalogues[language]
}
