import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEf01Parser, type Ef01Finding, encodeFrame } from './ef01-frame.ts'

const address = 0xffffffff

/** All findings of a stream pushed in portions; frames copied, runs of noise that a portion cut joined. */
function findingsOf(stream: Uint8Array, portion = stream.length): Ef01Finding[] {
  const parser = createEf01Parser()
  const findings: Ef01Finding[] = []
  for (let at = 0; at < stream.length; at += portion) {
    parser.push(stream.subarray(at, at + portion))
    for (let finding = parser.next(); finding; finding = parser.next()) {
      const last = findings.at(-1)
      if (finding.found === 'frame') {
        findings.push({ found: 'frame', frame: { ...finding.frame, payload: finding.frame.payload.slice() } })
      } else if (last?.found === 'garbage' && last.why === finding.why && last.why === 'noise') {
        findings[findings.length - 1] = { ...last, bytes: last.bytes + finding.bytes }
      } else findings.push(finding)
    }
  }
  return findings
}

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

// Vectors with the default address, measured against two independent clients of the family.
const commands = [
  ['VfyPwd 0', '13 00000000', 'EF01 FFFFFFFF 01 0007 13 00000000 001B'],
  ['ReadSysPara', '0F', 'EF01 FFFFFFFF 01 0003 0F 0013'],
  ['GenImg', '01', 'EF01 FFFFFFFF 01 0003 01 0005'],
  ['UpImage', '0A', 'EF01 FFFFFFFF 01 0003 0A 000E'],
  ['UpChar 1', '08 01', 'EF01 FFFFFFFF 01 0004 08 01 000E'],
  ['AuraLed off', '35 04 80 01 00', 'EF01 FFFFFFFF 01 0007 35 04 80 01 00 00C2'],
] as const

describe('frames of the manuals', () => {
  test.each(commands)('%s', (_name, payload, frame) => {
    expect(encodeFrame('command', hex(payload))).toEqual(hex(frame))
    expect(findingsOf(hex(frame))).toEqual([
      { found: 'frame', frame: { kind: 'command', address, payload: hex(payload) } },
    ])
  })

  test('acknowledge "no finger"', () => {
    expect(findingsOf(hex('EF01 FFFFFFFF 07 0003 02 000C'))).toEqual([
      { found: 'frame', frame: { kind: 'acknowledge', address, payload: hex('02') } },
    ])
  })
})

test('a ready byte and noise before a header are passed over', () => {
  const findings = findingsOf(hex('55 00 EF EF01 FFFFFFFF 07 0003 00 000A'))
  expect(findings.map((finding) => finding.found)).toEqual(['garbage', 'frame'])
})

test('a header inside a payload does not split the frame', () => {
  const payload = hex('EF01 FFFFFFFF 07 0003 00 000A EF01')
  const findings = findingsOf(encodeFrame('data', payload))
  expect(findings).toEqual([{ found: 'frame', frame: { kind: 'data', address, payload } }])
})

test('a flipped bit anywhere in a frame is never passed off as the frame', () => {
  const good = encodeFrame('data', hex('00112233445566778899'))
  for (let bit = 0; bit < good.length * 8; bit += 1) {
    const bad = good.slice()
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const frames = findingsOf(bad).filter((finding) => finding.found === 'frame')
    // The address is outside the checksum: the reader of the frame compares it.
    expect(frames.filter(({ frame }) => frame.kind === 'data' && frame.address === address)).toEqual([])
  }
})

test('after a damaged frame the next one is found', () => {
  const bad = encodeFrame('acknowledge', hex('00'))
  bad[9] = 0x7f
  const good = encodeFrame('acknowledge', hex('02'))
  const findings = findingsOf(Buffer.concat([bad, good]))
  expect(findings.at(-1)).toEqual({
    found: 'frame',
    frame: { kind: 'acknowledge', address, payload: hex('02') },
  })
})

test.each(['data', 'last-data'] as const)('a frame of kind %s may be empty', (kind) => {
  const frame = { kind, address, payload: new Uint8Array() }
  expect(findingsOf(encodeFrame(kind, []))).toEqual([{ found: 'frame', frame }])
})

test.each(['command', 'acknowledge'] as const)('an empty %s is a damaged frame, and says nothing', (kind) => {
  const findings = findingsOf(encodeFrame(kind, []))
  expect(findings[0]).toEqual({ found: 'garbage', bytes: 2, why: 'length' })
  expect(findings.filter(({ found }) => found === 'frame')).toEqual([])
})

test('a length beyond 256 bytes of data is damage at once: nobody waits for so many', () => {
  expect(findingsOf(hex('EF01 FFFFFFFF 02 0102'))).toEqual([])
  expect(findingsOf(hex('EF01 FFFFFFFF 02 0103'))[0]).toEqual({ found: 'garbage', bytes: 2, why: 'length' })
})

test('any stream in any portions never throws and gives the same frames', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ minLength: 1, maxLength: 256 }).map((payload) => encodeFrame('data', payload)),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 4096 }), (pieces, size) => {
      const stream = Buffer.concat(pieces)
      expect(findingsOf(stream, size)).toEqual(findingsOf(stream))
    }),
    { numRuns: 2_000 },
  )
})
