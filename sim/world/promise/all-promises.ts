import type { Person } from '../../actor/panel-student.ts'
import { chainsHold } from './chains-hold.ts'
import { eachOnce } from './each-once.ts'
import { noPieceLost } from './no-piece-lost.ts'
import { noRecordLost } from './no-record-lost.ts'
import { noRecordWithoutConsent } from './no-record-without-consent.ts'
import { noStrangersData } from './no-strangers-data.ts'
import { notMisled } from './not-misled.ts'
import { nothingReadable } from './nothing-readable.ts'
import { nothingSetAside } from './nothing-set-aside.ts'
import type { Pledge } from './promise.ts'

/** The promises of a kiosk on an honest card. */
export function allPromises(people: readonly Person[]): readonly Pledge[] {
  return [
    noRecordLost(),
    noPieceLost(),
    eachOnce(),
    chainsHold(),
    nothingSetAside(),
    notMisled(),
    ...promisesOnAnyCard(people),
  ]
}

/** The promise even on a card that only pretends to flush: it starts again, and no person sees another's data. */
export function promisesOnAnyCard(people: readonly Person[]): readonly Pledge[] {
  return [nothingReadable(people), noStrangersData(people), noRecordWithoutConsent()]
}
