import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openTestKiosk } from '../../../test/stand/open-test-kiosk.ts'
import { addStandPackets } from '../../../test/stand/spool-stand.ts'
import type { PanelFile } from './panel-file.ts'
import { createPhonePage } from './phone-page.ts'
import { createWebApp } from './web-app.ts'

const script = "console.log('&<>')"
const style = 'p{color:red}'
const built = new Map<string, PanelFile>([
  ['/phone/page.js', { type: 'text/javascript', bytes: Buffer.from(script) }],
  ['/phone/page.css', { type: 'text/css', bytes: Buffer.from(style) }],
])

async function openEdge(panel: ReadonlyMap<string, PanelFile> = built) {
  const clock = createHandClock()
  const { kiosk } = await openTestKiosk(clock, new MemoryDisk())
  return { kiosk, clock, app: createWebApp({ kiosk, panel, pixelsPerMillimetre: 5.9 }) }
}

const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('the page is one document whose own script and style may run, and nothing else', async () => {
  const { app } = await openEdge()
  const answer = await app.request('/tanda-terima')
  const html = await answer.text()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
  const [, inlineScript] = /<script type="module">(.*?)<\/script>/s.exec(html) ?? []
  const [, inlineStyle] = /<style>(.*?)<\/style>/s.exec(html) ?? []
  expect([inlineScript, inlineStyle]).toEqual([script, style])
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain(
    `default-src 'none'; script-src ${sourceOf(script)}; style-src ${sourceOf(style)};`,
  )
  expect(policy).not.toMatch(/unsafe|connect-src|https?:/)
  expect(html).not.toMatch(/(src|href)="(?!data:,")/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('every other route keeps its own policy', async () => {
  const { app } = await openEdge()
  const policy = (await app.request('/ready')).headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('sha256')
})

test('the snapshot in it is of this moment, and nothing in it is about who', async () => {
  const { app, kiosk, clock } = await openEdge()
  const snapshotNow = async () => {
    // A page is made anew once a second.
    await clock.advance(1_000)
    const html = await (await app.request('/tanda-terima')).text()
    return JSON.parse(/id="snapshot">(.*?)<\/script>/s.exec(html)?.[1] ?? '')
  }
  expect((await snapshotNow()).packets).toEqual([])
  const [sha256 = ''] = await addStandPackets(kiosk.stores.spool, 'a')
  const { device, key } = kiosk.identity
  expect(await snapshotNow()).toEqual({
    v: 1,
    device,
    keys: { [device]: key.publicKey },
    wallMs: expect.any(Number),
    packets: [{ device, fate: { kind: 'waiting' }, prefixes: sha256.slice(0, 16) }],
  })
})

test('no text of a snapshot can end its element', () => {
  const page = createPhonePage(built)
  const html = page?.html({ v: 1, device: '</script><b>', keys: {}, wallMs: 0, packets: [] })
  expect(html).not.toContain('</script><b>')
  expect(html).toContain('"device":"\\u003c/script>\\u003cb>"')
})

test('without a built page there is none, and a script that would end itself is a bug', async () => {
  const { app } = await openEdge(new Map())
  expect((await app.request('/tanda-terima')).status).toBe(404)
  const broken = new Map([...built, ['/phone/page.js', { type: '', bytes: Buffer.from('"</script>"') }]])
  expect(() => createPhonePage(broken)).toThrow('end itself')
})
