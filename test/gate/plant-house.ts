import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of the present house, with more in it. */
export interface PlantedHouse {
  readonly folder: string
  /** Runs one tool of the gate in the copy; what it printed, and whether it was content. */
  run(program: string, ...words: string[]): { readonly content: boolean; readonly text: string }
}

/** Copies the house into a folder of its own and puts `files` into it. */
export function plantHouse(files: Readonly<Record<string, string>>): PlantedHouse {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-house-'))
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const names = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0')
  for (const name of new Set(names)) {
    if (name !== '' && existsSync(join(root, name)))
      cpSync(join(root, name), join(folder, name), { force: true })
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n')
  return {
    folder,
    run(program, ...words) {
      const done = spawnSync(program, words, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
        maxBuffer: 64 * 1024 * 1024,
      })
      return { content: done.status === 0, text: `${done.stdout}${done.stderr}` }
    },
  }
}
