import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sensorModels } from '../create-sensor-twin.ts'
import { faultWords, readFault } from './fault-words.ts'

// Rows 29 and 30 happen to the host's port, 36 is how a GT part answers by itself.
const byItself = [29, 30, 36]

test('every row of the failure table that concerns the sensor has a name', () => {
  const rows = new Set(faultWords.flatMap((word) => word.rows))
  for (let row = 1; row <= 40; row += 1) expect([row, rows.has(row)]).toEqual([row, !byItself.includes(row)])
})

test('every name alone is a fault, and names are single', () => {
  for (const { name } of faultWords) expect([name, readFault(name)?.kind]).toEqual([name, name])
  expect(new Set(faultWords.map(({ name }) => name)).size).toBe(faultWords.length)
})

test.each([
  ['flip-bit:70', { kind: 'flip-bit', frame: 70 }],
  ['code:0x17', { kind: 'code', code: 0x17 }],
  ['address:0xFFFFFFFF', { kind: 'address', address: 0xffffffff }],
  ['baud-apply:afterAck', { kind: 'baud-apply', when: 'afterAck' }],
  ['geometry:208x288', { kind: 'geometry', widthPx: 208, heightPx: 288 }],
  ['touch-stuck:off', { kind: 'touch-stuck', touched: false }],
])('%s is read', (words, fault) => expect(readFault(words)).toEqual(fault))

test.each([
  '',
  'nothing',
  'hang:1',
  'flip-bit:-1',
  'flip-bit:x',
  'code:0',
  'code:256',
  'geometry:1',
  'geometry:161x161',
  'ring:blue',
  'baud:1',
  'silence:1:2',
])('%j is no fault', (words) => expect(readFault(words)).toBeUndefined())

test('the README tells every model, and every fault with its rows', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  for (const model of sensorModels) expect(readme).toContain(model)
  for (const { name, rows } of faultWords)
    expect([name, readme.includes(`\`${name}\` ${rows.join(', ')}`)]).toEqual([name, true])
})
