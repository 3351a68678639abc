import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { staleArrowFiles } from './arrow-files.ts'

/** The entries at the top of the house; any other is a mistake. */
const topLevel = [
  'firmware',
  'hal',
  'boards',
  'sim',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'Makefile',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
]

const longestFile = 300

/** Rules of the house that no other tool checks. Empty when all is well. */
export function houseFaults(root: string): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)))
  const sources = files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  return [
    ...topFaults(files),
    ...roomFaults(root, files),
    ...sources.flatMap(({ file, text }) => sourceFaults(file, text)),
    ...lockFaults(root),
    ...[...staleArrowFiles(root).keys()].map(
      (name) => `${name}: does not follow from the table of wings; npm run arrows`,
    ),
  ]
}

function topFaults(files: readonly string[]): string[] {
  const tops = new Set(files.map((file) => file.split('/')[0] ?? ''))
  return [...tops]
    .filter((top) => !top.startsWith('.') && !topLevel.includes(top))
    .map((top) => `${top}: does not belong at the top level`)
}

// A room is a folder with sources two levels down: its README says what it is for.
function roomFaults(root: string, files: readonly string[]): string[] {
  const rooms = new Set(
    files
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => dirname(file).split('/').slice(0, 2).join('/')),
  )
  return [...rooms].flatMap((room) => {
    const readme = join(root, room, 'README.md')
    const lines = existsSync(readme) ? readFileSync(readme, 'utf8').split('\n').length : 0
    return [
      ...(lines === 0 ? [`${room}: no README.md`] : []),
      ...(lines > 60 ? [`${room}/README.md: longer than a page`] : []),
    ]
  })
}

function sourceFaults(file: string, text: string): string[] {
  const faults: string[] = []
  const lines = text.split('\n').length - 1
  if (lines > longestFile) faults.push(`${file}: ${lines} lines, at most ${longestFile}`)
  const edge = /^(hal\/linux|firmware\/interface\/web|boards|test)\//.test(file) || file.endsWith('.test.ts')
  if (!edge && file !== 'firmware/core/json-from.ts' && /\btry \{/.test(text))
    faults.push(`${file}: try outside the edges`)
  const mark = ['TO', 'DO|FIX', 'ME'].join('')
  if (new RegExp(`\\b(${mark})\\b`).test(text)) faults.push(`${file}: a mark left behind`)
  if (/\.(only|todo)\(/.test(text) && file.endsWith('.test.ts'))
    faults.push(`${file}: a test that hides others`)
  return faults
}

function lockFaults(root: string): string[] {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const faults = /"resolved":/.test(lock) ? ['package-lock.json: names download addresses'] : []
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>
  }
  for (const entry of Object.values(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const known = Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))
      if (!known) faults.push(`package-lock.json: ${name} is missing, npm ci would stop`)
    }
  }
  return faults
}
