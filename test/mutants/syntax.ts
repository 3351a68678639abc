import { parseSync } from 'vite'

/** A node of the syntax tree (ESTree, with TypeScript's own): what it is and its place in the text. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [part: string]: unknown
}

/** The syntax tree of one source. */
export function parseSource(file: string, text: string): Node {
  const { program, errors } = parseSync(file, text)
  const [error] = errors
  if (error) throw new Error(`${file}: ${error.message}`)
  return program as unknown as Node
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The node under a name, or nothing. */
export function part(node: Node, name: string): Node | undefined {
  const value = node[name]
  return isNode(value) ? value : undefined
}

/** All nodes under a name that holds a list. */
export function parts(node: Node, name: string): readonly Node[] {
  const value = node[name]
  return Array.isArray(value) ? value.filter(isNode) : []
}

// Types say nothing at run time, and names are no values.
const silent = /^(TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|Import|ExportAll)/
const unseenParts = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType'])

/** The nodes right below one that do something when the program runs. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const isName = (name === 'key' || name === 'property') && node['computed'] !== true
    if (isName || unseenParts.has(name)) return []
    const nodes = Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
    return nodes.filter(({ type }) => !silent.test(type))
  })
}
