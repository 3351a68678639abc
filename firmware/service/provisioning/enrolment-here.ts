import type { Disk } from '../../../hal/contract/disk.ts'
import { recipientOf } from '../../custody/crypto/age-file.ts'
import type { DeviceIdentity } from '../../custody/crypto/device-identity.ts'
import { type Enrolment, enrolmentOf } from '../../custody/crypto/device-list.ts'
import { openRosterIdentity, rosterRecipient } from '../../exchange/downlink/roster-identity.ts'

/** This kiosk's request to be enrolled, with the recipient of its lists when it has one. */
export async function enrolmentHere(
  disk: Disk,
  identity: DeviceIdentity,
  school: string,
  replaces?: string,
): Promise<Enrolment> {
  const roster = await openRosterIdentity(disk)
  const recipient = roster.ok ? await recipientOf(roster.value) : await rosterRecipient(disk)
  return { ...enrolmentOf(identity, school, recipient), ...(replaces && { replaces }) }
}
