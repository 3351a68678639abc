import { sha256Hex } from '../../core/hash.ts'
import type { ReceiptSnapshot } from '../../custody/student-receipt/receipt-snapshot.ts'
import type { PanelFile } from './panel-file.ts'

/** One document that needs nothing else once it is loaded, and what a browser may run of it. */
export interface PhonePage {
  html(snapshot: ReceiptSnapshot): string
  readonly contentSecurityPolicy: string
}

/** Puts the built page together; `undefined` where it was not built. */
export function createPhonePage(panel: ReadonlyMap<string, PanelFile>): PhonePage | undefined {
  const script = textOf(panel.get('/phone/page.js'))
  const style = textOf(panel.get('/phone/page.css'))
  if (script === undefined || style === undefined) return undefined
  if (/<\/script|<!--/i.test(script)) throw new Error('the script of the phone page would end itself')
  return {
    contentSecurityPolicy:
      `default-src 'none'; script-src ${sourceOf(script)}; style-src ${sourceOf(style)}; img-src data:; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    html: (snapshot) => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Cek tanda terima - Rekam</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <noscript>Halaman ini butuh JavaScript. Cek tanda terimamu di layar kios.</noscript>
    <script type="application/json" id="snapshot">${inScript(snapshot)}</script>
    <script type="module">${script}</script>
  </body>
</html>
`,
  }
}

function textOf(file: PanelFile | undefined): string | undefined {
  return file && Buffer.from(file.bytes).toString('utf8')
}

// CSP level 3: the hash of the exact text between the tags.
function sourceOf(text: string): string {
  return `'sha256-${Buffer.from(sha256Hex(text), 'hex').toString('base64')}'`
}

// No text in it can end the element.
function inScript(snapshot: ReceiptSnapshot): string {
  return JSON.stringify(snapshot).replace(/</g, '\\u003c')
}
