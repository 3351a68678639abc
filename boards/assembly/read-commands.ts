import { fstatSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * Calls back with each line on standard input, one after another. Only from a terminal or a pipe, and from a
 * terminal only in its foreground: reading it from behind would stop the process.
 */
export function readCommands(onLine: (line: string) => Promise<void>): Disposable {
  if (!isListening()) return { [Symbol.dispose]: () => undefined }
  const lines = createInterface({ input: process.stdin, terminal: false })
  let heard = Promise.resolve()
  lines.on('line', (line) => {
    heard = heard.then(() => onLine(line))
  })
  return {
    [Symbol.dispose]() {
      lines.close()
      process.stdin.destroy()
    },
  }
}

function isListening(): boolean {
  if (process.stdin.isTTY) return isForeground()
  const kind = fstatSync(0)
  return kind.isFIFO() || kind.isSocket()
}

// Fields 5 and 8 of proc(5) stat: own process group, and that of the terminal's foreground.
function isForeground(): boolean {
  const [, , group, , , foreground] = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return group === foreground
}
