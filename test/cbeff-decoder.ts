import { decodeIsoRecord, type IsoImage } from './iso-decoder.ts'

/** One BIR as it is in the file. */
export interface DecodedBir {
  /** Every element in order, with a dot before its name for each level. */
  readonly path: readonly string[]
  readonly index: string
  readonly format: string
  readonly created: string
  readonly type: string
  readonly subtype: string
  readonly algorithm: string | undefined
  readonly score: string | undefined
  readonly others: Readonly<Record<string, string>>
  /** Absent where the BDB is empty. */
  readonly record: IsoImage | undefined
}

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Reads the CBEFF we write, strictly, and shares nothing with the writer. */
export function decodeCbeff(file: Uint8Array): readonly DecodedBir[] {
  const root = parse(Buffer.from(file).toString('utf8'))
  if (root.name !== 'BIR' || root.attributes['xmlns'] !== 'http://standards.iso.org/iso-iec/19785/-3/ed-2/') {
    throw new Error('another root')
  }
  const [info, ...birs] = root.children
  if (info?.name !== 'BIRInfo' || textAt(info, 'Integrity') !== 'false') throw new Error('no integrity')
  return birs.map(decodeBir)
}

const sameInAll = [
  ['1', 'Version', 'Major'],
  ['1', 'Version', 'Minor'],
  ['1', 'CBEFFVersion', 'Major'],
  ['1', 'CBEFFVersion', 'Minor'],
  ['false', 'BIRInfo', 'Integrity'],
  ['Raw', 'BDBInfo', 'Level'],
  ['Enroll', 'BDBInfo', 'Purpose'],
] as const

function decodeBir(bir: Element): DecodedBir {
  for (const [text, ...names] of sameInAll) {
    if (textAt(bir, ...names) !== text) throw new Error(`another ${names.join('.')}`)
  }
  const base64 = textAt(bir, 'BDB')
  const block = Buffer.from(base64, 'base64')
  if (block.toString('base64') !== base64) throw new Error('not plain base64')
  const others = at(bir, 'others').children.map(({ attributes, text }) => [attributes['key'] ?? '', text])
  const quality = at(bir, 'BDBInfo').children.find(({ name }) => name === 'Quality')
  return {
    path: walk(bir, 0),
    index: textAt(bir, 'BDBInfo', 'Index'),
    format: `${textAt(bir, 'BDBInfo', 'Format', 'Organization')} ${textAt(bir, 'BDBInfo', 'Format', 'Type')}`,
    created: textAt(bir, 'BDBInfo', 'CreationDate'),
    type: textAt(bir, 'BDBInfo', 'Type'),
    subtype: textAt(bir, 'BDBInfo', 'Subtype'),
    algorithm:
      quality && `${textAt(quality, 'Algorithm', 'Organization')} ${textAt(quality, 'Algorithm', 'Type')}`,
    score: quality && textAt(quality, 'Score'),
    others: Object.fromEntries(others),
    record: block.length > 0 ? decodeIsoRecord(block) : undefined,
  }
}

function walk({ name, children }: Element, depth: number): string[] {
  return ['.'.repeat(depth) + name, ...children.flatMap((child) => walk(child, depth + 1))]
}

function at(element: Element, ...names: readonly string[]): Element {
  return names.reduce((from, name) => {
    const found = from.children.filter((child) => child.name === name)
    if (!found[0] || found.length > 1) throw new Error(`${found.length} times ${name}`)
    return found[0]
  }, element)
}

function textAt(element: Element, ...names: readonly string[]): string {
  const { children, text } = at(element, ...names)
  if (children.length > 0) throw new Error('elements where a text should be')
  return text
}

/** A document of elements, attributes and text only: no comments, no CDATA, no entities but five. */
function parse(xml: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  if (!xml.startsWith(declaration)) throw new Error('no declaration')
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const token = /<(\/?)([A-Za-z]+)((?: [a-z]+="[^"<]*")*)>|([^<]+)/gy
  token.lastIndex = declaration.length
  while (token.lastIndex < xml.length) {
    const [, closes, name, given = '', text] = token.exec(xml) ?? []
    const inside = open.at(-1)
    if (!inside) throw new Error('text after the end')
    if (text !== undefined) inside.text += unescaped(text)
    else if (name === undefined) throw new Error('neither tag nor text')
    else if (closes) {
      if (inside.name !== name) throw new Error(`${name} closes ${inside.name}`)
      if (inside.children.length > 0 && inside.text.trim() !== '') throw new Error('text beside elements')
      open.pop()
    } else {
      const pairs = [...given.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        unescaped(value),
      ])
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' }
      inside.children.push(element)
      open.push(element)
    }
  }
  const [root, second] = top.children
  if (open.length !== 1 || !root || second) throw new Error('not one root')
  return root
}

function unescaped(text = ''): string {
  const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/&([^;]*);?/g, (_all, name: string) => {
    const mark = known[name]
    if (mark === undefined) throw new Error('unknown entity')
    return mark
  })
}
