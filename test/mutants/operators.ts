import { type Node, part, parts } from './syntax.ts'

/** A change at a node: the text afterwards, and the change in words. */
export interface Change {
  readonly at: Pick<Node, 'start' | 'end'>
  readonly text: string
  readonly change: string
}

type Operator = (node: Node, textOf: (node: Node) => string) => readonly Change[]

const binary: Readonly<Record<string, readonly string[]>> = {
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '??=': ['='],
  '+=': ['-='],
  '-=': ['+='],
}

// Words are joined with a plus too, and a minus between them is only nonsense.
function joinsWords(node: Node): boolean {
  return [part(node, 'left'), part(node, 'right')].some(
    (side) => side?.type === 'TemplateLiteral' || typeof side?.['value'] === 'string',
  )
}

const otherOperator: Operator = (node, textOf) => {
  const [left, right] = [part(node, 'left'), part(node, 'right')]
  const sign = String(node['operator'])
  if (!left || !right || (sign === '+' && joinsWords(node))) return []
  return (binary[sign] ?? []).map((other) => ({
    at: node,
    // Both sides in brackets: `&&` and `??` may not stand side by side without.
    text:
      sign.endsWith('=') && node.type === 'AssignmentExpression'
        ? `${textOf(left)} ${other} ${textOf(right)}`
        : `((${textOf(left)}) ${other} (${textOf(right)}))`,
    change: `${sign} to ${other}`,
  }))
}

const otherLiteral: Operator = (node) => {
  const value = node['value']
  if (typeof value === 'boolean') return [{ at: node, text: String(!value), change: `${value} to ${!value}` }]
  if (typeof value !== 'number') return []
  // Large ones are limits, and one more or less says nothing.
  const other = value <= 100 ? value + 1 : value * 100
  return [{ at: node, text: `${other}`, change: `${value} to ${other}` }]
}

const withoutNot: Operator = (node, textOf) => {
  const argument = part(node, 'argument')
  if (node['operator'] !== '!' || !argument) return []
  return [{ at: node, text: `!!(${textOf(argument)})`, change: 'without !' }]
}

const withoutCall: Operator = (node, textOf) => {
  const expression = part(node, 'expression')
  const inner = expression && (part(expression, 'argument') ?? expression)
  if (inner?.type !== 'CallExpression' || part(inner, 'callee')?.type === 'Super') return []
  return [{ at: node, text: ';', change: `without ${firstWords(textOf(node))}` }]
}

const withoutGuard: Operator = (node, textOf) => {
  const test = part(node, 'test')
  if (!test || part(node, 'alternate')) return []
  return [{ at: test, text: 'false', change: `without if (${firstWords(textOf(test))})` }]
}

// `x.filter(f)` to `x`, `x.slice(a, b)` to `x.slice()`, `Math.max` to `Math.min`.
const otherMethod: Operator = (node, textOf) => {
  const callee = part(node, 'callee')
  const object = callee && part(callee, 'object')
  const name = callee && part(callee, 'property')?.['name']
  if (!object || callee['optional'] === true) return []
  const given = parts(node, 'arguments')
  const [first, last] = [given[0], given.at(-1)]
  if (name === 'filter' || name === 'sort' || name === 'toSorted')
    return [{ at: { start: object.end, end: node.end }, text: '', change: `without .${name}` }]
  if ((name === 'slice' || name === 'subarray') && first && last) {
    const all = { at: { start: first.start, end: last.end }, text: '', change: `${name} without bounds` }
    if (!textOf(first).startsWith('-') || given.length > 1) return [all]
    const front = { at: first, text: `0, ${textOf(first).slice(1)}`, change: `${name} from the front` }
    return [all, front]
  }
  if (textOf(object) === 'Math' && (name === 'max' || name === 'min')) {
    const other = name === 'max' ? 'min' : 'max'
    return [{ at: callee, text: `Math.${other}`, change: `${name} to ${other}` }]
  }
  return []
}

const emptyResult: Operator = (node) => {
  const result = node.type === 'ArrowFunctionExpression' ? part(node, 'body') : part(node, 'argument')
  if (result?.type === 'ArrayExpression' && parts(result, 'elements').length > 0)
    return [{ at: result, text: '[]', change: 'empty list' }]
  if (typeof result?.['value'] === 'string' && result['value'] !== '')
    return [{ at: result, text: "''", change: 'empty text' }]
  return []
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 50 ? `${line.slice(0, 50)}...` : line
}

/** The changes allowed at a node of each type. */
export const operators: Readonly<Record<string, Operator>> = {
  BinaryExpression: otherOperator,
  LogicalExpression: otherOperator,
  AssignmentExpression: otherOperator,
  Literal: otherLiteral,
  UnaryExpression: withoutNot,
  ExpressionStatement: withoutCall,
  IfStatement: withoutGuard,
  CallExpression: otherMethod,
  ReturnStatement: emptyResult,
  ArrowFunctionExpression: emptyResult,
}
