import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoRoster } from '../../boards/desk/demo-roster.ts'
import { rekam } from './rekam-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-each-'))
const at = (path: string) => join(folder, path)
const data = ['--data', at('kiosk')]
const authority = ['--authority', at('office/authority.key')]
const devices = ['--devices', at('office/devices.json')]
const keyList = ['--key-list', at('office/key-list.json')]
const office = ['--identity', at('office/registry.identity'), '--signing-key', at('office/receipt.key')]
writeFileSync(at('class.csv'), demoRoster)

// Once each as a person at a terminal gives it, in an order in which a box comes to be. `run`, `camera`, `sim` and
// `doctor` are processes elsewhere in this folder; `off` would take this machine along.
test.each<[string, string[], { code: number; out?: RegExp; said?: RegExp }]>([
  ['keygen', ['--out', at('office')], { code: 0 }],
  [
    'provision',
    ['--unlock', 'none', '--school', '30312345', ...keyList, ...data],
    { code: 0, out: /"device": ?"rk-/ },
  ],
  ['keys', ['show', ...data, '--json'], { code: 0, out: /^\{.*"school":"30312345"/s }],
  ['devices', ['list', ...devices, '--json'], { code: 0, out: /^\{/ }],
  ['roster', ['import', at('class.csv'), ...data, '--json'], { code: 0, out: /"accepted"/ }],
  ['batch', ['list', ...data], { code: 1, said: /\S/ }],
  ['log', data, { code: 0 }],
  ['key-list', ['renew', ...keyList, ...authority, '--minimum-software', '0.0.1'], { code: 0 }],
  ['publish', ['key-list', at('office/key-list.json'), '--out', at('down')], { code: 0 }],
  ['intake', [at('no-stick'), ...office, ...devices, '--out', at('opened')], { code: 1, said: /\S/ }],
  ['audit', [at('opened'), ...keyList], { code: 0, said: /0 baris/ }],
  ['receipt', ['check', '0000-0000', ...data], { code: 1, out: /\S/ }],
  ['packet', ['verify', at('none.packet'), '--public-key', 'x'], { code: 1, said: /\S/ }],
  ['record', ['show', at('none.an2')], { code: 1, said: /none\.an2/ }],
  ['erase', [...data, '--proof', at('proof.json')], { code: 1, said: /--device rk-/ }],
  ['board', ['list', '--json'], { code: 0, out: /"rpi4b"/ }],
  ['sensor', ['info', '--port', at('no-port')], { code: 3, said: /Sensor tidak terpasang/ }],
  ['nonsense', [], { code: 2, said: /\S/ }],
])('`rekam %s` is started, answers where it should, and ends with its code', (command, words, wanted) => {
  const { code, out, said } = rekam(command, ...words)
  expect({ code, said: wanted.said ? said : '', out: wanted.out ? out : '' }).toEqual({
    code: wanted.code,
    said: expect.stringMatching(wanted.said ?? /^$/),
    out: expect.stringMatching(wanted.out ?? /^$/),
  })
})
