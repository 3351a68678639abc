import { gzipSync } from 'node:zlib'
import { readPanelFiles } from '../../boards/assembly/panel-files.ts'
import type { Row } from './row.ts'

/** The bytes that the browser has to fetch before it can draw: script, and style beside it. */
export async function panelSize(): Promise<Row> {
  const sizes = { js: 0, css: 0 }
  for (const [path, { bytes }] of await readPanelFiles()) {
    // Another page, with a budget in its own test.
    if (path.startsWith('/phone/')) continue
    const packed = gzipSync(bytes, { level: 9 }).length
    if (path.endsWith('.js')) sizes.js += packed
    if (path.endsWith('.css')) sizes.css += packed
  }
  return {
    what: 'script of the panel, gzip',
    measured: `${(sizes.js / 1_000).toFixed(1)} kB`,
    budget: '40 kB',
    within: sizes.js <= 40_000,
    note: `style ${(sizes.css / 1_000).toFixed(1)} kB`,
  }
}
