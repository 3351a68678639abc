import { escapeHtml } from '../../core/escape-html.ts'
import { sha256Hex } from '../../core/hash.ts'

const style = `
:root{color-scheme:light;font-family:"Noto Sans","DejaVu Sans",system-ui,sans-serif;color:#17251f;background:#f4f6f3}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;display:grid;place-items:center;padding:4vmin}
main{display:grid;gap:3vmin;text-align:center;justify-items:center}
h1{font-size:clamp(1.5rem,5vmin,5rem);line-height:1.15}
p{font-size:clamp(1.1rem,3.4vmin,3rem);line-height:1.35}
strong{display:block;font-size:clamp(4rem,26vmin,26rem);line-height:1;letter-spacing:-.03em;color:#0b5d4e}
.turn strong{color:#1a56b0}
ol{display:flex;flex-wrap:wrap;gap:2vmin;justify-content:center;list-style:none;padding:0}
li{font-size:clamp(1.2rem,5vmin,5rem);font-weight:700;padding:.15em .5em;border:.08em solid #c3cec7;border-radius:.3em;background:#fff}`

// Asks for the page again and takes over what changed; a kiosk that starts anew is asked until it answers.
const script = `
const main=document.querySelector('main')
async function look(){
  try{
    const answer=await fetch(location.href,{cache:'no-store'})
    const page=new DOMParser().parseFromString(await answer.text(),'text/html').querySelector('main')
    if(answer.ok&&page&&page.outerHTML!==main.outerHTML){main.className=page.className;main.replaceChildren(...page.childNodes)}
  }catch{}
}
setInterval(look,4000)`

/** The rights of a browser on such a page. */
export const publicPagePolicy =
  `default-src 'none'; style-src ${sourceOf(style)}; script-src ${sourceOf(script)}; connect-src 'self'; ` +
  "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A whole document around `inner`, which is HTML; `isTurn` marks that a student is called. */
export function publicPage(title: string, inner: string, isTurn: boolean): string {
  return `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <noscript><meta http-equiv="refresh" content="10" /></noscript>
    <title>${escapeHtml(title)} - Rekam</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <main class="${isTurn ? 'turn' : 'calm'}" aria-live="polite">${inner}</main>
    <script type="module">${script}</script>
  </body>
</html>
`
}

// CSP level 3: the hash of the exact text between the tags.
function sourceOf(text: string): string {
  return `'sha256-${Buffer.from(sha256Hex(text), 'hex').toString('base64')}'`
}
