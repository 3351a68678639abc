import { Personal } from '../../firmware/core/personal.ts'
import type { SignedDocument } from '../../firmware/custody/crypto/signed-document.ts'
import type { SigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import type { RosterFile } from '../../firmware/exchange/downlink/roster-file.ts'
import { sealRosterFile } from '../../firmware/exchange/downlink/roster-file.ts'
import { type StatusFile, signStatusFile } from '../../firmware/exchange/downlink/status-file.ts'
import type { ListedStudent } from '../../firmware/school/roster/listed-student.ts'
import type { Student } from '../../firmware/school/roster/student.ts'
import { registryKey } from './spool-stand.ts'

export const standSchool = '30312345'

/** For tests: statuses as the registry signs them. */
export function statusesOf(changes: Partial<StatusFile> = {}, key: SigningKey = registryKey): SignedDocument {
  const statuses = { '00112233445566aa': 'SENT_FOR_ENROLLMENT' }
  return signStatusFile(
    { v: 1, school: standSchool, number: 1, wallMs: 1_800_000_000_000, statuses, ...changes },
    key,
  )
}

/** For tests: a list of pupils sealed for one kiosk. */
export function rosterOf(
  recipient: string,
  changes: Partial<RosterFile> = {},
  key: SigningKey = registryKey,
): Promise<SignedDocument> {
  const file = { school: standSchool, number: 1, students: [listedPupil('1')], ...changes }
  return sealRosterFile(file, [recipient], key)
}

/** For tests: a pupil in the words of a list. */
export function listedPupil(digit: string, changes: Partial<ListedStudent> = {}): ListedStudent {
  return {
    pid: `pid-of-the-registry-${digit}`,
    name: `PUPIL NUMBER ${letters[Number(digit)]}`,
    nisn: `009000000${digit}`,
    birthDate: '2009-11-05',
    sex: 'P',
    className: 'XII IPA 1',
    consent: undefined,
    consentRef: `list-${digit}`,
    married: undefined,
    recorded: undefined,
    ...changes,
  }
}

const letters = ['NOL', 'SATU', 'DUA', 'TIGA', 'EMPAT', 'LIMA', 'ENAM', 'TUJUH', 'DELAPAN', 'SEMBILAN']

/** For tests: the same pupil on the roster. */
export function standPupil(digit: string, changes: Partial<Student> = {}): Student {
  return {
    pid: `pid-of-the-registry-${digit}`,
    name: new Personal(`PUPIL NUMBER ${letters[Number(digit)]}`),
    nik: undefined,
    nisn: new Personal(`009000000${digit}`),
    birthDate: new Personal('2009-11-05'),
    birthPlace: undefined,
    sex: 'P',
    className: 'XII IPA 1',
    consentRef: undefined,
    noConsent: undefined,
    married: false,
    recorded: false,
    recordedHere: false,
    notOnList: false,
    conflict: undefined,
    ...changes,
  }
}
