import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Personal } from '../personal.ts'
import { checkedFact } from './event-field.ts'
import { eventLine, readEventLine } from './event-line.ts'
import { eventRegistry } from './event-registry.ts'
import { eventsPage } from './events-page.ts'
import { createMemoryLog, type Log, type LoggedEvent } from './log.ts'

const nik = '6371014511090001'

function logged(tell: (log: Log) => void): readonly LoggedEvent[] {
  const { log, events } = createMemoryLog()
  tell(log)
  return events
}

test('an event is written with its level and what it tells', () => {
  const [event] = logged((log) => log('visit-ended', { kind: 'erased', reason: 'declined' }))
  expect(event && eventLine(event, 1_234.5)).toBe(
    '{"ms":1234,"level":"info","event":"visit-ended","kind":"erased","reason":"declined"}',
  )
})

test('what may be personal does not compile, and is hidden when it gets past the compiler', () => {
  const name: string = 'Siti Aminah'
  const events = logged((log) => {
    // @ts-expect-error Any text may be a name.
    log('visit-ended', { kind: name })
    // @ts-expect-error A personal value is no word.
    log('visit-ended', { kind: new Personal(nik) })
    // @ts-expect-error A text is no checked file name.
    log('stick-file-refused', { file: nik, reason: 'unreadable' })
    // @ts-expect-error An event that is not in the registry.
    expect(() => log('student-came', { nik })).toThrow()
    log('piece-damaged', { visit: checkedFact('visit', nik), piece: checkedFact('file', name) })
    // @ts-expect-error A field that the registry does not list for this event.
    log('help-called', { nik })
    log('stick', { kind: 'safe', carried: Number(nik) })
  })
  expect(events.map(({ facts }) => facts)).toEqual([
    { kind: 'hidden' },
    { kind: 'hidden' },
    { file: 'hidden', reason: 'unreadable' },
    { visit: 'hidden', piece: 'hidden' },
    {},
    { kind: 'safe', carried: 'hidden' },
  ])
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${nik}|Siti`))
})

test('a line that is read back says no more than the registry lets it', () => {
  const line = '{"ms":5,"level":"error","event":"batch-not-closed","fault":"full"}'
  expect(readEventLine(line)).toBe(line)
  const padded = `{"ms":5,"level":"info","event":"batch-not-closed","fault":"${nik}","name":"Siti"}`
  expect(readEventLine(padded)).toBe('{"ms":5,"level":"error","event":"batch-not-closed","fault":"hidden"}')
  for (const other of [
    '',
    'Siti',
    '[]',
    'null',
    '{"event":"toString"}',
    `{"event":"stick","x":"${'x'.repeat(2_000)}"}`,
  ])
    expect(readEventLine(other)).toBeUndefined()
})

const value = fc.oneof(
  fc.string(),
  fc.double(),
  fc.constantFrom(nik, `a${nik}`, 'Siti Aminah', `roster/${nik}.json`),
)

test('whatever stands in a line, no number of a person comes out', () => {
  const names = Object.keys(eventRegistry)
  const fields = [...new Set(Object.values(eventRegistry).flatMap(({ fields }) => Object.keys(fields)))]
  const event = fc.constantFrom(...names)
  const facts = fc.dictionary(fc.constantFrom('ms', 'level', ...fields), value)
  fc.assert(
    fc.property(event, facts, (name, told) => {
      const out = readEventLine(JSON.stringify({ ...told, event: name })) ?? ''
      expect(out.replace(/"sha256":"[0-9a-f]{64}"/, '')).not.toMatch(/\d{13}|Siti/)
      if (out !== '') expect(readEventLine(out)).toBe(out)
    }),
    { numRuns: 2_000 },
  )
})

test('every event says what it means, and what to do when something is wrong', () => {
  for (const { level, means, remedy } of Object.values(eventRegistry)) {
    expect(means).toMatch(/\.$/)
    if (level !== 'info') expect(remedy).not.toBe('')
  }
})

test('the page for technicians is that of the registry (write it with -u)', async () => {
  await expect(eventsPage()).toMatchFileSnapshot('EVENTS.md')
})
