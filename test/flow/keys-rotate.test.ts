import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import decodeQr from 'qr/decode.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { rekamHere as rekam } from './rekam-here.ts'

/** An office changes its keys and shuts a kiosk out, with nothing but commands and files. */
describe('keys in the hands of people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-keys-'))
  const at = (path: string) => join(folder, path)
  const keyList = ['--key-list', at('office/key-list.json'), '--authority', at('office/authority.key')]
  const devices = ['--devices', at('office/devices.json'), '--authority', at('office/authority.key')]
  const data = ['--data', at('kiosk')]
  const shown = async () => JSON.parse((await rekam('keys', 'show', ...data, '--json')).out)
  let enrolment = ''

  beforeAll(async () => {
    await rekam('keygen', '--out', at('office'))
    const list = ['--key-list', at('office/key-list.json')]
    const { out } = await rekam('provision', '--unlock', 'none', '--school', '30312345', ...list, ...data)
    enrolment = out.slice(out.indexOf('{')).trimEnd()
    cpSync(at('office'), at('old'), { recursive: true })
  })

  test('a kiosk shows what it is enrolled with as text and as a QR code', async () => {
    const { out } = await rekam('keys', 'show', ...data)
    expect(readAsciiQr(out)).toBe(enrolment)
    const { device, publicKey, alg } = JSON.parse(enrolment)
    expect(await shown()).toMatchObject({ device, publicKey, alg, school: '30312345', revoked: false })
  })

  test('the office enrols it once, and no text that is none', async () => {
    expect(await rekam('devices', 'enrol', enrolment, ...devices)).toMatchObject({ code: 0 })
    expect(await rekam('devices', 'enrol', enrolment, ...devices)).toMatchObject({ code: 1 })
    const other = enrolment.replace(/rk-.{10}/, 'rk-0123456789')
    expect(await rekam('devices', 'enrol', other, ...devices)).toMatchObject({ code: 1 })
    const list = JSON.parse(
      (await rekam('devices', 'list', '--devices', at('office/devices.json'), '--json')).out,
    )
    expect(list).toMatchObject({ number: 2, devices: [{ school: '30312345' }] })
  })

  test('a renewed key list is taken by the kiosk, and the old one never again', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity())
    expect(await rekam('key-list', 'renew', ...keyList, '--recipient', recipient)).toMatchObject({ code: 0 })
    expect(await rekam('keys', 'update', at('office/key-list.json'), ...data)).toMatchObject({ code: 0 })
    expect((await shown()).keyList).toMatchObject({ number: 2, recipients: [recipient] })
    const back = await rekam('keys', 'update', at('old/key-list.json'), ...data)
    expect([back.code, back.said]).toEqual([1, expect.stringContaining('lebih lama')])
    const again = ['--school', '30312345', '--key-list', at('old/key-list.json')]
    expect((await rekam('provision', '--unlock', 'none', ...again, ...data)).code).toBe(1)
    expect((await shown()).keyList.number).toBe(2)
  })

  test('a list of a stranger is refused', async () => {
    await rekam('keygen', '--out', at('stranger'))
    const files = ['--key-list', at('stranger/key-list.json'), '--authority', at('stranger/authority.key')]
    for (let times = 0; times < 3; times += 1) await rekam('key-list', 'renew', ...files)
    const { code, said } = await rekam('keys', 'update', at('stranger/key-list.json'), ...data)
    expect([code, said]).toEqual([1, expect.stringContaining('kunci induk')])
    writeFileSync(at('stranger/key-list.json'), readFileSync(at('office/key-list.json')).subarray(0, -1))
    expect((await rekam('keys', 'update', at('stranger/key-list.json'), ...data)).code).toBe(1)
    expect((await shown()).keyList.number).toBe(2)
  })

  test('a kiosk that was shut out is told so, and is listed with the last batch that counts', async () => {
    const { device } = JSON.parse(enrolment)
    expect(await rekam('devices', 'revoke', device, '--last-seq', '4', ...devices)).toMatchObject({ code: 0 })
    expect(await rekam('key-list', 'renew', ...keyList, '--revoke', device)).toMatchObject({ code: 0 })
    expect(await rekam('keys', 'update', at('office/key-list.json'), ...data)).toMatchObject({ code: 0 })
    expect((await shown()).revoked).toBe(true)
    const { out } = await rekam('devices', 'list', '--devices', at('office/devices.json'))
    expect(out).toContain('dicabut setelah kumpulan 4')
  })
})

/** Reads a QR code out of what a terminal shows: two rows of modules in one line of half blocks. */
function readAsciiQr(said: string): string {
  const lines = said.split('\n').filter((line) => /^[█▀▄ ]+$/.test(line))
  const width = Math.max(...lines.map((line) => line.length))
  const scale = 6
  const pixels = { width: width * scale, height: lines.length * 2 * scale }
  const data = new Uint8ClampedArray(pixels.width * pixels.height * 4)
  for (let y = 0; y < pixels.height; y += 1) {
    for (let x = 0; x < pixels.width; x += 1) {
      const row = Math.floor(y / scale)
      const block = lines[row >> 1]?.[Math.floor(x / scale)] ?? ' '
      const lit = block === '█' || block === (row % 2 === 0 ? '▀' : '▄')
      data.set([lit ? 255 : 0, lit ? 255 : 0, lit ? 255 : 0, 255], (y * pixels.width + x) * 4)
    }
  }
  return decodeQr({ ...pixels, data })
}
