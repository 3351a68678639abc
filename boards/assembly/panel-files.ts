import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PanelFile } from '../../firmware/interface/web/panel-file.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The built panel, read once. A packaged executable carries it inside instead. */
export async function readPanelFiles(): Promise<ReadonlyMap<string, PanelFile>> {
  const folder = fileURLToPath(new URL('../../build/panel', import.meta.url))
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, PanelFile>()
  for (const entry of names.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const type = types[extname(entry.name)] ?? 'application/octet-stream'
    files.set(path.slice(folder.length), { type, bytes: new Uint8Array(await readFile(path)) })
  }
  return files
}
