import fc from 'fast-check'
import { fingerExceptions } from '../../firmware/core/exception-reason.ts'
import { fingerPositions } from '../../firmware/core/finger-position.ts'
import type { RecordFinger, StudentRecord } from '../../firmware/registry/record/student-record.ts'
import { standRecord } from './record-stand.ts'

const text = fc.stringMatching(/^[A-Za-z0-9 ()'.,:éÑ-]{1,60}$/u)
const day = fc.constantFrom('20270115', '20261231', '20280229')
const wallMs = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 11, 30) })
const effort = {
  attempts: fc.nat({ max: 9 }),
  score: fc.option(fc.nat({ max: 100 }), { nil: undefined }),
  weak: fc.boolean(),
}
const capture: fc.Arbitrary<RecordFinger['capture']> = fc.oneof(
  fc.constantFrom(...fingerExceptions).map((absent) => ({ absent })),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([widthPx, heightPx]) =>
    fc.record({
      ...effort,
      compression: fc.constant('NONE' as const),
      dpi: fc.constantFrom(450, 500, 508),
      technology: fc.constantFrom(0, 4, 14),
      widthPx: fc.constant(widthPx),
      heightPx: fc.constant(heightPx),
      data: fc.uint8Array({ minLength: widthPx * heightPx, maxLength: widthPx * heightPx }),
    }),
  ),
)
const fingers = fc.uniqueArray(
  fc.record({
    position: fc.constantFrom(...fingerPositions),
    day,
    wallMs,
    comment: fc.stringMatching(/^[a-zA-Z0-9][ -~]{0,126}[a-zA-Z0-9]$/),
    capture,
  }),
  { selector: ({ position }) => position },
)
// 2.009 and 2.010 are the writer's own.
const field = fc.integer({ min: 3, max: 998 }).filter((one) => one !== 9 && one !== 10)

/** For properties: any student that a record can hold, with raw fingers and none. */
export const anyStudent: fc.Arbitrary<StudentRecord> = fc
  .record({
    day,
    fingers,
    face: fc.record({ ...effort, wallMs, day, colour: fc.constantFrom('YCC', 'GRAY', 'UNK') }),
    person: fc.uniqueArray(fc.record({ field, value: text }), { selector: (one) => one.field }),
    collection: fc.constantFrom('UNATTENDED' as const, 'ASSISTED' as const),
  })
  .map((drawn) => ({
    ...standRecord(),
    ...drawn,
    face: { ...standRecord().face, ...drawn.face },
    person: drawn.person.toSorted((one, two) => one.field - two.field),
  }))
