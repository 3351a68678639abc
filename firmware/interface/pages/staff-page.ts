import { escapeHtml } from '../../core/escape-html.ts'
import { sha256Hex } from '../../core/hash.ts'

/** One thing that staff may want to know: its subject and its state. */
export interface StaffRow {
  readonly about: string
  readonly words: string
}

const style = `body{font:1.25rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.5rem}dt{font-weight:700;margin-top:1.25rem}dd{margin:0}`

/** The right of a browser on the page: show it. */
export const staffPagePolicy =
  `default-src 'none'; style-src 'sha256-${Buffer.from(sha256Hex(style), 'hex').toString('base64')}'; img-src data:; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A page for staff that needs no script: it looks again every ten seconds. No name, and nothing about persons. */
export function staffPage(device: string, rows: readonly StaffRow[]): string {
  const list = rows.map(({ about, words }) => `<dt>${escapeHtml(about)}</dt><dd>${escapeHtml(words)}</dd>`)
  return `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="10" />
    <title>Petugas - Rekam</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <h1>Kios ${escapeHtml(device)}</h1>
    <dl>${list.join('')}</dl>
  </body>
</html>
`
}
