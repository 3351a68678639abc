import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type DeskProcess, startDesk } from './desk-process.ts'
import { openPanelClient, type PanelClient } from './panel-client.ts'
import { prepareBox } from './prepare-box.ts'
import { approve, enterBirthDate, giveAssentPhotoSignature, identify } from './record-student.ts'
import { rekamHere as rekam, rekamAnswered } from './rekam-here.ts'

/** A box whose personal files are locked, from its first start over a power cut within a visit to its last. */
describe('a locked box', { timeout: 90_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-locked-'))
  const at = (path: string) => join(folder, path)
  const data = at('kiosk')
  const inBox = join(data, 'stick')
  const keyStick = at('key-stick')
  const pin = '135790'
  const [siti, nisn, born] = ['SITI AMINAH', '0091234567', '05112009'] as const
  // As they stand on the class list, and as a thief would look for them.
  const secrets = [siti, nisn, '2009-11-05', '6311']
  let desk: DeskProcess

  const found = () => {
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    return files.flatMap((file) => {
      const path = join(file.parentPath, file.name)
      const bytes = path.startsWith(inBox) ? Buffer.alloc(0) : readFileSync(path)
      return secrets.filter((secret) => bytes.includes(secret)).map((secret) => `${secret} in ${file.name}`)
    })
  }
  const start = () => startDesk(data, undefined, 0, { when: /Layar di (http:\S+)/ })
  const typePin = async (panel: PanelClient, title: string) => {
    await panel.until(title, (screen) => screen.title === title && screen.body.kind === 'pad')
    expect(await panel.tap({ type: 'enter-pin', digits: pin })).toBe(202)
  }
  const open = async () => {
    renameSync(keyStick, inBox)
    const panel = await openPanelClient(desk.url)
    await typePin(panel, 'PIN petugas')
    const [, url = ''] = await desk.says(/siap di (http:\S+)/)
    panel.close()
    renameSync(inBox, keyStick)
    return openPanelClient(url)
  }

  beforeAll(async () => {
    await prepareBox(folder, data)
    mkdirSync(keyStick)
  })

  test('shows what lies on a card before it is locked: this search finds it', () => {
    expect(found().length).toBeGreaterThan(0)
  })

  test('asks for a stick and a PIN at its first start, and nothing personal lies open after it', async () => {
    desk = await start()
    const panel = await openPanelClient(desk.url)
    await panel.until('the stick', ({ title }) => title === 'Buat stik kunci')
    renameSync(keyStick, inBox)
    await typePin(panel, 'Buat PIN petugas')
    await typePin(panel, 'Ketik PIN sekali lagi')
    await desk.says(/siap di (http:\S+)/)
    panel.close()
    renameSync(inBox, keyStick)
    expect(found()).toEqual([])
  })

  test('after a power cut within a visit asks for that alone, and goes on where it was', async () => {
    await desk.kill()
    desk = await start()
    const panel = await open()
    await identify(panel, nisn, born)
    await giveAssentPhotoSignature(panel)
    await panel.until('the fingers', ({ body }) => body.kind === 'finger')
    await desk.kill()
    expect(found()).toEqual([])
    desk = await start()
    expect((await fetch(new URL('ready', desk.url))).status).toBe(503)
    const again = await open()
    const idle = await again.until('idle', ({ body }) => body.kind === 'idle')
    const parked = idle.choices.find(({ intent }) => intent.type === 'start-ticket')
    if (parked) await again.tap(parked.intent)
    await enterBirthDate(again, born)
    expect(await approve(again)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    again.close()
    expect(found()).toEqual([])
  })

  test('opens its attendant’s menu by the same PIN', async () => {
    await desk.interrupt()
    desk = await start()
    const panel = await open()
    await panel.until('idle', ({ body }) => body.kind === 'idle')
    await panel.tap({ type: 'attend' })
    await typePin(panel, 'PIN petugas')
    await panel.until('the menu', ({ title }) => title === 'Menu petugas')
    panel.close()
    await desk.interrupt()
  })

  test('gives its class list to a command with stick and PIN, and is not harmed by one without', async () => {
    const without = await rekam('roster', 'list', '--data', data)
    expect([without.code, without.said]).toEqual([1, expect.stringContaining('terkunci')])
    const words = ['roster', 'list', '--data', data, '--key-stick', keyStick, '--json']
    expect((await rekamAnswered('000000', ...words)).said).toContain('PIN salah')
    const list = await rekamAnswered(pin, ...words)
    expect(JSON.parse(list.out).classes.length).toBeGreaterThan(0)
    const shown = JSON.parse((await rekam('keys', 'show', '--data', data, '--json')).out)
    expect(shown.recipient).toMatch(/^age1/)
  })

  test('that is told to choose comfort has its lists in the clear again', async () => {
    const trust = ['--key-list', at('office/key-list.json'), '--unlock', 'none']
    expect((await rekam('provision', '--school', '30312345', ...trust, '--data', data)).code).toBe(0)
    desk = await start()
    const panel = await open()
    panel.close()
    await desk.interrupt()
    expect(found()).not.toEqual([])
    expect((await rekam('roster', 'list', '--data', data)).code).toBe(0)
  })
})
