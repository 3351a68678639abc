import fs from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A kernel's `/sys/class/gpio` as files in a folder, for programs that name that path. */
export interface FakeSysfs {
  /** Numbers written to `export` and `unexport`, in order. */
  readonly exported: readonly string[]
  /** Electrical level of a line by its global number; `undefined` when it is not exported. */
  level(number: number): 0 | 1 | undefined
  attribute(number: number, name: 'direction' | 'edge' | 'active_low'): string
  /** Pulls an input to a level and raises its interrupt, as the kernel does. */
  drive(number: number, level: 0 | 1): void
}

const root = '/sys/class/gpio'

/**
 * Redirects the file calls that `onoff` makes (its root is fixed) and stands in for `epoll`, which refuses
 * plain files. To be called before `onoff` is loaded; stays for the life of the process.
 */
export function installFakeSysfs(label: string, base: number): FakeSysfs {
  const folder = fs.mkdtempSync(join(tmpdir(), 'rekam-sysfs-'))
  fs.mkdirSync(join(folder, `gpiochip${base}`))
  fs.writeFileSync(join(folder, `gpiochip${base}/label`), `${label}\n`)
  fs.writeFileSync(join(folder, `gpiochip${base}/base`), `${base}\n`)
  const files = (number: number) => join(folder, `gpio${number}`)
  const exported: string[] = []
  const control = (action: string, text: string) => {
    exported.push(`${action} ${text}`)
    if (action === 'unexport') return fs.rmSync(files(Number(text)), { recursive: true })
    fs.mkdirSync(files(Number(text)))
    const fresh = { value: '0\n', direction: 'in\n', edge: 'none\n', active_low: '0\n' }
    for (const [name, content] of Object.entries(fresh))
      plain.writeFileSync(join(files(Number(text)), name), content)
  }
  const plain = redirect(folder, control)
  const interrupts = installFakeEpoll(plain)
  const read = (number: number, name: string) =>
    plain.readFileSync(join(files(number), name), 'latin1').trim()
  const inverted = (number: number) => read(number, 'active_low') === '1'
  return {
    exported,
    level(number) {
      if (!plain.existsSync(files(number))) return undefined
      return (read(number, 'value') === '1') === inverted(number) ? 0 : 1
    },
    attribute: read,
    drive(number, level) {
      const logical = (level === 1) !== inverted(number)
      plain.writeFileSync(join(files(number), 'value'), logical ? '1' : '0')
      interrupts(fs.realpathSync(join(files(number), 'value')))
    },
  }
}

type Plain = Pick<typeof fs, 'existsSync' | 'openSync' | 'readFileSync' | 'writeFileSync' | 'readdirSync'>

function redirect(folder: string, control: (action: string, text: string) => void): Plain {
  const { existsSync, openSync, readFileSync, writeFileSync, readdirSync } = fs
  const plain = { existsSync, openSync, readFileSync, writeFileSync, readdirSync }
  const moved = (path: unknown) =>
    typeof path === 'string' && path.startsWith(root) ? folder + path.slice(root.length) : path
  for (const name of ['existsSync', 'openSync', 'readFileSync', 'readdirSync'] as const) {
    const call = plain[name] as (path: unknown, ...rest: unknown[]) => unknown
    Object.assign(fs, { [name]: (path: unknown, ...rest: unknown[]) => call(moved(path), ...rest) })
  }
  fs.writeFileSync = (path, data, options) => {
    const action = /^\/sys\/class\/gpio\/(export|unexport)$/.exec(String(path))?.[1]
    const lineFolder = /^\/sys\/class\/gpio\/(gpio\d+)\/direction$/.exec(String(path))?.[1]
    if (action && typeof data === 'string') control(action, data)
    else if (lineFolder && data !== 'in') turnOutput(plain, join(folder, lineFolder), data === 'high')
    else plain.writeFileSync(moved(path) as typeof path, data, options)
  }
  syncBuiltinESMExports()
  return plain
}

// A level written as a direction is electrical; the value is its meaning.
function turnOutput(plain: Plain, folder: string, high: boolean): void {
  const inverted = plain.readFileSync(join(folder, 'active_low'), 'latin1').trim() === '1'
  plain.writeFileSync(join(folder, 'direction'), 'out')
  plain.writeFileSync(join(folder, 'value'), high === inverted ? '0' : '1')
}

// Calls back for the file whose level changed, as the kernel's EPOLLPRI does.
function installFakeEpoll(plain: Plain): (path: string) => void {
  const watchers = new Map<number, (cause: null, file: number, events: number) => void>()
  class Epoll {
    static readonly EPOLLPRI = 2
    readonly #listener: (cause: null, file: number, events: number) => void
    constructor(listener: (cause: null, file: number, events: number) => void) {
      this.#listener = listener
    }
    add(file: number) {
      watchers.set(file, this.#listener)
    }
    remove(file: number) {
      watchers.delete(file)
    }
    close() {}
  }
  const require = createRequire(import.meta.url)
  const path = require.resolve('epoll')
  require.cache[path] = { id: path, filename: path, loaded: true, exports: { Epoll } } as NodeJS.Module
  return (changed) => {
    for (const [file, listener] of watchers) {
      if (plain.existsSync(`/proc/self/fd/${file}`) && fs.realpathSync(`/proc/self/fd/${file}`) === changed)
        listener(null, file, Epoll.EPOLLPRI)
    }
  }
}
