import { expect, test } from 'vitest'
import { answerInEnglish } from './answer-in-english.ts'
import { answerInIndonesian } from './answer-in-indonesian.ts'
import { studentStatuses, studentStatusOf } from './student-status.ts'

test.each([
  ['PRINT_READY_RECORD', 'ready-to-print'],
  ['EFAC', 'record-again'],
  ['SEARCH_FAILURE_AT_REGIONAL', 'record-again'],
  ['ADJUDICATE_IN_PROCESS', 'see-officer'],
  ['DUPLICATE_RECORD', 'see-officer'],
  ['CARD_SHIPPED', 'at-school'],
])('%s means %s', (code, status) => {
  expect(studentStatusOf(code)).toBe(status)
})

test.each(['', 'SENT_TO_THE_MOON', 'constructor', '__proto__'])('"%s" means nothing yet', (code) => {
  expect(studentStatusOf(code)).toBeUndefined()
})

test('each status has its own sentence in both languages, and none says that somebody is twice in the register', () => {
  for (const answerIn of [answerInIndonesian, answerInEnglish]) {
    const answers = studentStatuses.map((status) => answerIn({ kind: 'received', receipt: 1, status }))
    expect(new Set(answers.map(({ title }) => title)).size).toBe(studentStatuses.length)
    expect(answers.every(({ lines }) => lines.length > 0)).toBe(true)
    expect(answers.filter(({ title, lines }) => /ganda|duplic/i.test([title, ...lines].join(' ')))).toEqual(
      [],
    )
  }
})
