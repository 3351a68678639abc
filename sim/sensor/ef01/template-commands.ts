import { type Features, matchScore, unpackTemplate } from '../twin-template.ts'
import { bufferOf } from './capture-commands.ts'
import { done, type Ef01Answer, type Ef01Commands, numberOf, refuse, word } from './ef01-answer.ts'
import type { Ef01Inside } from './ef01-inside.ts'

const codes = { noMatch: 0x08, notFound: 0x09, noMerge: 0x0a, badPage: 0x0b, unreadable: 0x0c } as const
const searchCommand = {
  parameterBytes: 5,
  answer: (part: Ef01Inside, [buffer = 1, ...range]: readonly number[]) => search(part, buffer, range),
}

/** Comparing, joining and keeping templates. */
export const templateCommands: Ef01Commands = {
  0x03: { parameterBytes: 0, answer: match },
  0x04: searchCommand,
  0x1b: searchCommand,
  0x56: {
    parameterBytes: 5,
    answer(part, [buffer = 1, ...range]) {
      const press = part.volatile.image?.features?.press
      const residue = press !== undefined && press === part.volatile.searchedPress
      part.volatile.searchedPress = press
      return residue ? refuse(0x17, part.model.searchMs, 0, 0, 0, 0) : search(part, buffer, range)
    },
  },
  0x05: { parameterBytes: 0, answer: (part) => (merge(part) ? done(60) : refuse(codes.noMerge, 60)) },
  0x06: {
    parameterBytes: 3,
    writesFlash: true,
    answer(part, [buffer = 1, ...page]) {
      const at = numberOf(page)
      if (at >= part.model.librarySize) return refuse(codes.badPage)
      const template = templateIn(part, buffer)
      if (!template) return refuse(0x18)
      part.flash.library.set(at, template)
      return done(part.model.storeMs)
    },
  },
  0x07: {
    parameterBytes: 3,
    answer(part, [wanted = 1, ...page]) {
      const at = numberOf(page)
      const buffer = bufferOf(part, wanted)
      if (at >= part.model.librarySize) return refuse(codes.badPage)
      const template = part.flash.library.get(at)
      if (!template || buffer === undefined) return refuse(codes.unreadable)
      part.volatile.buffers.set(buffer, template)
      return done(20)
    },
  },
  0x0c: {
    parameterBytes: 4,
    writesFlash: true,
    answer(part, parameters) {
      const first = numberOf(parameters.slice(0, 2))
      const count = numberOf(parameters.slice(2, 4))
      if (count === 0 || first + count > part.model.librarySize) return refuse(0x10)
      for (let page = first; page < first + count; page += 1) part.flash.library.delete(page)
      return done(60)
    },
  },
  0x0d: {
    parameterBytes: 0,
    writesFlash: true,
    answer(part) {
      part.flash.library.clear()
      return done(80)
    },
  },
  0x1d: { parameterBytes: 0, answer: (part) => done(4, ...word(part.flash.library.size)) },
  0x1f: { parameterBytes: 1, answer: (part, [page = 0]) => indexTable(part, page) },
}

export function templateIn(part: Ef01Inside, wanted: number): Uint8Array | undefined {
  return part.volatile.buffers.get(bufferOf(part, wanted) ?? 0)
}

function featuresIn(part: Ef01Inside, wanted: number): Features | undefined {
  const template = templateIn(part, wanted)
  return template && unpackTemplate(template)
}

/** The score that two presses must reach at the part's level of security, 1 to 5. */
export function threshold(security: number): number {
  return [20, 30, 40, 50, 60, 80][security] ?? 50
}

function match(part: Ef01Inside): Ef01Answer {
  const [one, two] = [featuresIn(part, 1), featuresIn(part, 2)]
  const score = one && two ? matchScore(one, two) : 0
  part.volatile.passed = score >= threshold(part.flash.security)
  return part.volatile.passed ? done(60, ...word(score)) : refuse(codes.noMatch, 60, 0, 0)
}

/** The best page from `start` on, among `count`. */
export function bestPage(
  part: Ef01Inside,
  wanted: Features | undefined,
  start: number,
  count: number,
  security = part.flash.security,
): { readonly page: number; readonly score: number } | undefined {
  let best: { readonly page: number; readonly score: number } | undefined
  for (const [page, template] of part.flash.library) {
    if (!wanted || page < start || page >= start + count) continue
    const features = unpackTemplate(template)
    const score = features ? matchScore(wanted, features) : 0
    if (score >= threshold(security) && score > (best?.score ?? 0)) best = { page, score }
  }
  return best
}

export function search(part: Ef01Inside, buffer: number, range: readonly number[]): Ef01Answer {
  const start = numberOf(range.slice(0, 2))
  const best = bestPage(part, featuresIn(part, buffer), start, numberOf(range.slice(2, 4)))
  part.volatile.passed = best !== undefined
  const { searchMs } = part.model
  if (!best) return refuse(codes.notFound, searchMs, 0, 0, 0, 0)
  return done(searchMs, ...word(best.page), ...word(best.score))
}

/** Joins what lies in the buffers, if it is one finger; the result lies in all that were joined. */
export function merge(part: Ef01Inside): boolean {
  const { buffers } = part.volatile
  const features = [...buffers.values()].map(unpackTemplate)
  const [first] = features
  const joins = features.length >= 2 && first !== undefined
  if (!joins || !features.every((one) => one && matchScore(first, one) >= threshold(1))) return false
  const [template] = buffers.values()
  for (const buffer of buffers.keys()) if (template) buffers.set(buffer, template)
  return true
}

function indexTable(part: Ef01Inside, page: number): Ef01Answer {
  if (page > 3) return refuse(codes.badPage)
  const offset = part.faults.find('index-shift') ? 1 : part.model.indexOffset
  const bits = Array.from({ length: 32 }, () => 0)
  for (const entry of part.flash.library.keys()) {
    const bit = entry + offset - 256 * page
    if (bit >= 0 && bit < 256) bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
  return done(4, ...bits)
}
