import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { arrows, innermost, projects, references } from './arrows.ts'

/** Files that do not follow from the present table of wings, by their paths, as they must read. */
export function staleArrowFiles(root: string): ReadonlyMap<string, string> {
  return new Map([...arrowFiles(root)].filter(([name, text]) => !isSame(root, name, text)))
}

// How a JSON file is set is the formatter's matter.
function isSame(root: string, name: string, text: string): boolean {
  if (!existsSync(join(root, name))) return false
  const plain = (one: string) => (name.endsWith('.json') ? JSON.stringify(JSON.parse(one)) : one)
  return plain(read(root, name)) === plain(text)
}

function arrowFiles(root: string): ReadonlyMap<string, string> {
  return new Map([
    ['.oxlintrc.json', linterText(root)],
    ['tsconfig.json', projectText(root, '.', projects)],
    ...projects.map((project): [string, string] => [
      `${project}/tsconfig.json`,
      projectText(root, project, references(project)),
    ]),
    ...readmes(root).map((name): [string, string] => [name, readmeText(root, name)]),
  ])
}

function read(root: string, name: string): string {
  return readFileSync(join(root, name), 'utf8')
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

// The linter takes the first folder that fits, and holds what lies within a folder for its own: a wing around another
// is named room by room.
function linterText(root: string): string {
  const linter = JSON.parse(read(root, '.oxlintrc.json'))
  const wings = Object.keys(arrows).sort((one, other) => other.length - one.length)
  const isAround = (wing: string) => wings.some((one) => one !== wing && innermost([wing], one))
  linter.settings['boundaries/elements'] = wings.map((wing) => ({
    type: wing,
    pattern: isAround(wing) ? `${wing}/*` : wing,
  }))
  linter.rules['boundaries/dependencies'][1].policies = wings.map((wing) => ({
    from: { element: { type: wing } },
    allow: [{ to: { element: { type: [wing, ...(arrows[wing] ?? [])] } } }],
  }))
  return jsonText(linter)
}

function projectText(root: string, folder: string, to: readonly string[]): string {
  const name = join(folder, 'tsconfig.json')
  const nested = projects.filter((one) => one !== folder && innermost([folder], one))
  const usual = {
    extends: relative(folder, 'tsconfig.json'),
    include: ['**/*.ts'],
    exclude: ['**/*.test.ts', ...nested.map((one) => relative(folder, one))],
  }
  const project = existsSync(join(root, name)) ? JSON.parse(read(root, name)) : usual
  project.references = to.map((one) => ({ path: relative(folder, one) }))
  return jsonText(project)
}

function readmes(root: string): readonly string[] {
  const within = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return within(path)
      return entry.name === 'README.md' && innermost(Object.keys(arrows), folder) ? [path] : []
    })
  return ['hal', 'firmware', 'sim', 'boards', 'test'].flatMap(within)
}

function readmeText(root: string, name: string): string {
  const wing = innermost(Object.keys(arrows), name) ?? ''
  const to = (arrows[wing] ?? []).map((one) => `\`${one}\``).join(', ')
  const line = `**May import:** ${wing === 'test' ? 'everything' : to || 'nothing'}.`
  return read(root, name).replace(/\*\*May import:\*\*[^]*?(?=\n\n|\n*$)/, line)
}
