import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { houseFaults } from './house.ts'
import { plantHouse } from './plant-house.ts'

const manyLines = (count: number) => Array.from({ length: count }, (_, index) => `  count += ${index}`)

// One planted file a rule of the linter, and the rule that must name it.
const lint = {
  'firmware/kiosk/planted-timer.ts': [
    'export const wait = () => setTimeout(() => 1, 1)',
    'no-restricted-globals',
  ],
  'firmware/kiosk/planted-now.ts': ['export const now = () => Date.now()', 'no-restricted-properties'],
  'firmware/kiosk/planted-chance.ts': [
    'export const chance = () => Math.random()',
    'no-restricted-properties',
  ],
  'firmware/kiosk/planted-files.ts': ["export { readFileSync } from 'node:fs'", 'no-restricted-imports'],
  'firmware/kiosk/planted-lowdb.ts': ["export { Low } from 'lowdb'", 'no-restricted-imports'],
  'boards/desk/planted-lowdb.ts': ["export { JSONFile } from 'lowdb/node'", 'no-restricted-imports'],
  'sim/district/planted-lowdb.ts': ["export { Low } from 'lowdb'", 'no-restricted-imports'],
  'hal/driver/planted-port.ts': ["export { SerialPort } from 'serialport'", 'no-restricted-imports'],
  'firmware/kiosk/planted-any.ts': ['export const value = (x: any) => x', 'no-explicit-any'],
  'firmware/kiosk/planted-default.ts': ['export default 1', 'no-default-export'],
  'firmware/kiosk/PlantedName.ts': ['export const name = 1', 'filename-case'],
  'firmware/kiosk/planted-floating.ts': [
    'const work = async () => 1\nexport const start = () => {\n  work()\n}',
    'no-floating-promises',
  ],
  'firmware/kiosk/planted-switch.ts': [
    "export function open(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1\n  }\n}",
    'switch-exhaustiveness-check',
  ],
  'firmware/kiosk/planted-long.ts': [
    ['export function long(count: number) {', ...manyLines(70), '  return count', '}'].join('\n'),
    'max-lines-per-function',
  ],
} as const

const house = plantHouse({
  ...Object.fromEntries(Object.entries(lint).map(([name, [text]]) => [name, `${text}\n`])),
  'firmware/kiosk/planted-format.ts': 'export const  x = "1";\n',
  'firmware/kiosk/planted-type.ts': "export const count: number = 'one'\n",
  'firmware/kiosk/planted-type.test.ts': "export const count: number = 'one'\n",
  'firmware/core/planted-reference.ts': "export { openSpool } from '../custody/spool/open-spool.ts'\n",
  'firmware/kiosk/planted-dead.ts': 'export const dead = 1\n',
  'extra/planted.ts': 'export const x = 1\n',
  'sim/roomless/planted.ts': 'export const x = 1\n',
  'firmware/kiosk/planted-300.ts': `${manyLines(301).join('\n')}\n`,
  'firmware/kiosk/planted-try.ts':
    'export const safe = () => {\n  try {\n    return 1\n  } catch {\n    return 2\n  }\n}\n',
  'firmware/kiosk/planted-mark.ts': `// ${'TO'}${'DO'} later\nexport const x = 1\n`,
  'firmware/kiosk/planted.test.ts': `test.${'only'}("x", () => undefined)\n`,
})

describe('the linter refuses', () => {
  // The rest of the house takes twice as long, and has passed the gate.
  const rooms = new Set(Object.keys(lint).map((name) => dirname(name)))
  const said = house.run('oxlint', '--type-aware', '--quiet', '--format=unix', ...rooms)
  test.each(Object.entries(lint).map(([name, [, rule]]) => [name, rule]))('%s by %s', (name, rule) => {
    expect(said.content).toBe(false)
    expect(said.text.split('\n').filter((line) => line.includes(name) && line.includes(rule))).not.toEqual([])
  })
})

test('the formatter refuses a file in another style', () => {
  const said = house.run('biome', 'check', '.', '--max-diagnostics=none')
  expect(said.content).toBe(false)
  expect(said.text).toContain('planted-format.ts')
})

test('the compiler refuses a wrong type, in a test too, and a wing that is no reference of the importing one', () => {
  const said = house.run('tsc', '-b')
  expect(said.content).toBe(false)
  expect(said.text).toContain('planted-type.ts')
  expect(said.text).toContain('planted-type.test.ts')
  expect(said.text).toMatch(/firmware\/custody\/spool\/.*not listed within the file list of project/)
})

test('dead code is refused', () => {
  const said = house.run('knip', '--config', 'test/gate/knip.json')
  expect(said.content).toBe(false)
  expect(said.text).toContain('planted-dead.ts')
})

describe('the house refuses', () => {
  const faults = houseFaults(house.folder)
  test.each([
    'extra: does not belong at the top level',
    'sim/roomless: no README.md',
    'firmware/kiosk/planted-300.ts: 301 lines, at most 300',
    'firmware/kiosk/planted-try.ts: try outside the edges',
    'firmware/kiosk/planted-mark.ts: a mark left behind',
    'firmware/kiosk/planted.test.ts: a test that hides others',
  ])('%s', (fault) => {
    expect(faults).toContain(fault)
  })
})

describe('the lock file', () => {
  const lockPath = join(house.folder, 'package-lock.json')
  const lock = readFileSync(lockPath, 'utf8')
  const install = () => house.run('npm', 'ci', '--dry-run', '--offline', '--loglevel=error')

  test('installs in an empty clone', () => {
    expect(install()).toMatchObject({ content: true })
  })

  test('is refused when a platform is missing, by npm and by us', () => {
    const broken = JSON.parse(lock)
    delete broken.packages['node_modules/@biomejs/cli-darwin-arm64']
    writeFileSync(lockPath, JSON.stringify(broken))
    expect(install()).toMatchObject({ content: false, text: expect.stringContaining('cli-darwin-arm64') })
    expect(houseFaults(house.folder)).toContain(
      'package-lock.json: @biomejs/cli-darwin-arm64 is missing, npm ci would stop',
    )
  })

  test('is refused when it names download addresses', () => {
    const broken = JSON.parse(lock)
    broken.packages['node_modules/hono'].resolved = 'https://registry.invalid/hono.tgz'
    writeFileSync(lockPath, JSON.stringify(broken, undefined, 2))
    expect(houseFaults(house.folder)).toContain('package-lock.json: names download addresses')
  })
})
