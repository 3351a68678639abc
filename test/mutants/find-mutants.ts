import type { Mutant } from './mutant.ts'
import { operators } from './operators.ts'
import { childrenOf, type Node, parseSource, part, parts } from './syntax.ts'

/** A run of code that is entered as a whole. */
interface Block {
  readonly number: number
  /** Where a mark goes that tells that it was entered. */
  readonly mark: Pick<Node, 'start' | 'end'>
  readonly isExpression: boolean
}

export interface Findings {
  readonly mutants: readonly Mutant[]
  readonly blocks: readonly Block[]
}

/** Every change that the operators know for one source, in the order of its text, and its blocks. */
export function findMutants(file: string, source: string): Findings {
  const mutants: Mutant[] = []
  const blocks: Block[] = []
  const textOf = ({ start, end }: Pick<Node, 'start' | 'end'>) => source.slice(start, end)
  const lineOf = (at: number) => source.slice(0, at).split('\n').length
  const visit = (node: Node, block: number): void => {
    for (const { at, text, change } of operators[node.type]?.(node, textOf) ?? [])
      mutants.push({ file, line: lineOf(at.start), start: at.start, end: at.end, text, change, block })
    const opened = openBlock(node, blocks.length + 1)
    if (opened) blocks.push(opened)
    const [inner, body] = [opened?.number ?? block, part(node, 'body')]
    for (const child of childrenOf(node)) {
      // The default values of a short function belong to its caller.
      const isInside = node.type !== 'ArrowFunctionExpression' || child === body
      visit(child, isInside ? inner : block)
    }
  }
  visit(parseSource(file, source), 0)
  return { mutants, blocks }
}

function openBlock(node: Node, number: number): Block | undefined {
  const body = part(node, 'body')
  if (node.type === 'BlockStatement') return { number, mark: at(node.start + 1), isExpression: false }
  if (node.type === 'ArrowFunctionExpression' && body && body.type !== 'BlockStatement')
    return { number, mark: body, isExpression: true }
  const [first] = node.type === 'SwitchCase' ? parts(node, 'consequent') : []
  return first && { number, mark: at(first.start), isExpression: false }
}

const at = (start: number) => ({ start, end: start })

/** The source with a call in each block. */
export function markBlocks(source: string, { blocks }: Findings, call: (block: number) => string): string {
  const inserted = blocks.flatMap(({ number, mark, isExpression }, order) =>
    isExpression
      ? [
          { at: mark.start, text: `(${call(number)}, `, order },
          { at: mark.end, text: ')', order: -order },
        ]
      : [{ at: mark.start, text: `${call(number)};`, order }],
  )
  let marked = source
  for (const { at, text } of inserted.sort((one, other) => other.at - one.at || other.order - one.order))
    marked = marked.slice(0, at) + text + marked.slice(at)
  return marked
}
