const word = String.raw`(?:[\w-]+|"[^"]*"|'[^']*')`
const dotted = String.raw`${word}(?:\s*\.\s*${word})*`
const heading = new RegExp(String.raw`^\s*\[{1,2}\s*(${dotted})\s*\]`)
const setting = new RegExp(String.raw`^\s*(${dotted})\s*=`)

/** A line of a document, from 1. */
export interface Place {
  readonly line: number
  /** True where the very setting is, false where only the table around it does. */
  readonly exact: boolean
}

/**
 * Where a TOML document sets a value or comes closest to it: the setting, else the table that holds it. The parser
 * itself tells no places of what it could read.
 */
export function placeOf(text: string, path: readonly string[]): Place | undefined {
  let table: readonly string[] = []
  let best: { readonly line: number; readonly depth: number } | undefined
  for (const [index, line] of text.split('\n').entries()) {
    const head = heading.exec(line)?.[1]
    const key = setting.exec(line)?.[1]
    if (head === undefined && key === undefined) continue
    if (head !== undefined) table = wordsOf(head)
    const here = key === undefined ? table : [...table, ...wordsOf(key)]
    const depth = sharedDepth(here, path)
    if (depth > (best?.depth ?? 0)) best = { line: index + 1, depth }
  }
  return best && { line: best.line, exact: best.depth === path.length }
}

function wordsOf(key: string): readonly string[] {
  return (key.match(new RegExp(word, 'g')) ?? []).map((one) => one.replace(/^(["'])(.*)\1$/, '$2'))
}

// Nothing, where the two part ways.
function sharedDepth(here: readonly string[], path: readonly string[]): number {
  const depth = Math.min(here.length, path.length)
  return here.slice(0, depth).every((one, index) => one === path[index]) ? depth : 0
}
