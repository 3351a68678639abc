import type { Language } from '../screen/model/intent.ts'
import type { Catalogue } from './catalogue.ts'
import { english } from './en.ts'
import { indonesian } from './id.ts'

const catalogues: Readonly<Record<Language, Catalogue>> = { id: indonesian, en: english }

/** All words of one language. */
export function words(language: Language): Catalogue {
  return catalogues[language]
}
