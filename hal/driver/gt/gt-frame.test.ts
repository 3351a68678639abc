import { expect, test } from 'vitest'
import { createGtParser, encodeGtCommand, encodeGtData, type GtFinding } from './gt-frame.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

function findingsOf(stream: Uint8Array): GtFinding[] {
  const parser = createGtParser()
  parser.push(stream)
  const findings: GtFinding[] = []
  for (let finding = parser.next(); finding; finding = parser.next()) findings.push(finding)
  return findings
}

test('commands of the datasheet, byte for byte', () => {
  expect(encodeGtCommand(0x01, 0)).toEqual(hex('55AA 0100 00000000 0100 0101'))
  expect(encodeGtCommand(0x12, 1)).toEqual(hex('55AA 0100 01000000 1200 1301'))
})

test('an acknowledgement and a refusal with its code', () => {
  expect(findingsOf(hex('55AA 0100 00000000 3000 3001'))).toEqual([
    { found: 'response', response: { acknowledged: true, parameter: 0 } },
  ])
  expect(findingsOf(hex('55AA 0100 12100000 3100 5301'))).toEqual([
    { found: 'response', response: { acknowledged: false, parameter: 0x1012 } },
  ])
})

test('a data frame is as long as its command says, whatever stands in it', () => {
  const data = hex('55AA 0100 00000000 3000 3001 5AA5')
  const parser = createGtParser()
  parser.push(Buffer.concat([encodeGtData(data), hex('55AA 0100 00000000 3000 3001')]))
  expect(parser.atData).toBe(true)
  expect(parser.takeData(data.length)).toEqual(data)
  expect(parser.next()?.found).toBe('response')
})

test('a data frame of another length than expected is known by its sum when no more comes', () => {
  const data = hex('00112233445566778899')
  const parser = createGtParser()
  parser.push(encodeGtData(data))
  expect(parser.takeData(8)).toBeUndefined()
  expect(parser.takeData(20)).toBeUndefined()
  expect(parser.takeData()).toEqual(data)
  expect(parser.heldBytes).toBe(0)
})

test('a flipped bit anywhere is never passed off as the frame', () => {
  const good = encodeGtData(hex('00112233445566778899'))
  for (let bit = 0; bit < good.length * 8; bit += 1) {
    const bad = good.slice()
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const parser = createGtParser()
    parser.push(bad)
    expect(parser.takeData(10)).toBeUndefined()
    expect(parser.takeData()).toBeUndefined()
    expect(findingsOf(bad).filter(({ found }) => found !== 'garbage')).toEqual([])
  }
})

test('noise and a damaged response are passed over, and the next one is found', () => {
  const stream = hex('00 55 55AA 0100 00000000 3000 3101 55AA 0100 00000000 3000 3001')
  expect(findingsOf(stream).at(-1)).toEqual({
    found: 'response',
    response: { acknowledged: true, parameter: 0 },
  })
})

test('our own command that comes back is called an echo', () => {
  expect(findingsOf(encodeGtCommand(0x26, 0))).toEqual([{ found: 'echo' }])
})
