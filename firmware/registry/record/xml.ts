/** An XML element with text or with elements inside. */
export interface Xml {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly content: string | readonly Xml[]
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const

/** An element as text, one line for each that holds no other, indented by two spaces a level (XML 1.0). */
export function writeXml({ name, attributes = {}, content }: Xml, indent = ''): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const inside = typeof content === 'string' ? escaped(content) : lines(content, indent)
  return `<${name}${given.join('')}>${inside}</${name}>`
}

function lines(elements: readonly Xml[], indent: string): string {
  const deeper = `${indent}  `
  return `${elements.map((one) => `\n${deeper}${writeXml(one, deeper)}`).join('')}\n${indent}`
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (mark) => escapes[mark as keyof typeof escapes])
}
