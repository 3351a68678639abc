import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../../../test/stand/open-test-kiosk.ts'
import { createTestStudent } from '../../../test/stand/test-student.ts'
import { until } from '../../../test/stand/until.ts'
import { createSchoolApp } from './public-app.ts'

const { siti, fauzan, rahmah } = pupils

async function openPages() {
  const [clock, disk] = [createHandClock(), new MemoryDisk()]
  await importClassList(clock, disk)
  const { kiosk } = await openTestKiosk(clock, disk)
  const app = createSchoolApp(kiosk, new Map(), 'http://localhost:8081/')
  const student = createTestStudent(kiosk, clock, until)
  const inner = async (path: string) => {
    // A page is made anew once a second.
    await clock.advance(1_000)
    const html = await (await app.request(path)).text()
    return /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? ''
  }
  const words = async (path: string) =>
    (await inner(path))
      .replace(/<[^>]+>/g, ' ')
      .replace(/ +/g, ' ')
      .trim()
  return { app, kiosk, clock, student, inner, words }
}

async function closeLobby({ kiosk }: Awaited<ReturnType<typeof openPages>>): Promise<void> {
  kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'go-on' } })
  await until('idle', () => kiosk.screen.body.kind === 'idle')
}

describe('the board', () => {
  test('says who is called, who is at the panel and who comes next, by numbers alone', async () => {
    const pages = await openPages()
    expect(await pages.words('/papan')).toContain('Ambil nomor di kios.')
    for (const { nisn } of [siti, fauzan, rahmah]) {
      await pages.student.askNumber(nisn)
      await closeLobby(pages)
    }
    expect(await pages.words('/papan')).toBe('Silakan ke kios A-01 Berikutnya A-02 A-03')
    await pages.student.stepUp(siti.nisn, siti.born)
    expect(await pages.words('/papan')).toBe('Sedang direkam A-01 Berikutnya A-02 A-03')
  })
})

describe('the page of one turn', () => {
  test('says how many are before it and how long, then that the turn has come', async () => {
    const pages = await openPages()
    for (const { nisn } of [siti, fauzan]) {
      await pages.student.askNumber(nisn)
      await closeLobby(pages)
    }
    expect(await pages.words('/antre?nomor=A-02')).toMatch(
      /^Nomormu A-02 Masih ada 1 orang di depanmu\. Kira-kira \d+-\d+ menit lagi\./,
    )
    expect(await pages.words('/antre?nomor=A-01')).toBe('Nomormu A-01 Sekarang giliranmu. Datang ke kios.')
  })

  test.each(['', 'A-99', '<script>alert(1)</script>', `${'A'.repeat(9_000)}`])(
    'of a number that is not there says so and repeats nothing (%#)',
    async (number) => {
      const { words, inner } = await openPages()
      const path = `/antre?nomor=${encodeURIComponent(number)}`
      expect(await words(path)).toBe('Nomor ini tidak ada hari ini. Ambil nomor di kios.')
      expect(await inner(path)).not.toContain('alert')
    },
  )
})

test('nothing can be asked of the kiosk from the school network, and nothing personal is there', async () => {
  const { app, kiosk, student } = await openPages()
  await student.askNumber(siti.nisn)
  const paths = [
    '/intent',
    '/events',
    '/view.mjpg',
    '/picture/1-1',
    '/staf',
    '/index.html',
    '/board.css',
    '/ready',
  ]
  const statuses = await Promise.all(paths.map(async (path) => (await app.request(path)).status))
  expect(statuses).toEqual(paths.map(() => 404))
  const intent = { screen: kiosk.screen.serial, intent: { type: 'go-on' } }
  const posted = await app.request('/intent', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(intent),
  })
  expect(posted.status).toBe(404)
  const texts = await Promise.all(
    ['/papan', '/antre?nomor=A-01'].map(async (path) => (await app.request(path)).text()),
  )
  expect(
    [siti.name, siti.nisn, siti.nik, 'XII IPA'].filter((secret) => texts.join().includes(secret)),
  ).toEqual([])
})

test('a page runs its own script and style and nothing else', async () => {
  const { app } = await openPages()
  const answer = await app.request('/papan')
  const html = await answer.text()
  const policy = answer.headers.get('content-security-policy') ?? ''
  const hashOf = (text: string | undefined) =>
    `'sha256-${createHash('sha256')
      .update(text ?? '')
      .digest('base64')}'`
  expect(policy).toContain(`script-src ${hashOf(/<script type="module">(.*?)<\/script>/s.exec(html)?.[1])}`)
  expect(policy).toContain(`style-src ${hashOf(/<style>(.*?)<\/style>/s.exec(html)?.[1])}`)
  expect(policy).not.toMatch(/unsafe|https?:/)
  expect(html).not.toMatch(/(src|href)="(?!data:,")/)
})

describe('a page that many ask for', () => {
  test('is not sent again to a reader that has it, and is when it has changed', async () => {
    const { app, clock, student } = await openPages()
    const first = await app.request('/papan')
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await app.request('/papan', { headers })).status).toBe(304)
    await student.askNumber(siti.nisn)
    await clock.advance(1_000)
    expect((await app.request('/papan', { headers })).status).toBe(200)
  })

  test('is compressed for a reader that can take it, and says so', async () => {
    const { app } = await openPages()
    const zipped = await app.request('/papan', { headers: { 'accept-encoding': 'gzip, br' } })
    expect([zipped.headers.get('content-encoding'), zipped.headers.get('vary')]).toEqual([
      'gzip',
      'accept-encoding',
    ])
    const html = gunzipSync(await zipped.arrayBuffer()).toString()
    expect(html).toBe(await (await app.request('/papan')).text())
  })

  test.each(['http://evil.example:8081/papan', 'http://127.0.0.1:8081/papan', 'http://192.168.1.20/papan'])(
    'is not answered under another name: %s',
    async (url) => {
      const { app } = await openPages()
      expect((await app.request(url)).status).toBe(421)
    },
  )
})
