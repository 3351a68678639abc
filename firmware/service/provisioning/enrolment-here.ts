import type { Disk } from '../../../hal/contract/disk.ts'
import { recipientOf } from '../../custody/crypto/age-file.ts'
import type { DeviceIdentity } from '../../custody/crypto/device-identity.ts'
import { type Enrolment, enrolmentOf } from '../../custody/crypto/device-list.ts'
import { openRosterIdentity } from '../../exchange/downlink/roster-identity.ts'

/** What this kiosk asks to be enrolled as, with the recipient of its lists when it has one. */
export async function enrolmentHere(
  disk: Disk,
  identity: DeviceIdentity,
  school: string,
  replaces?: string,
): Promise<Enrolment> {
  const roster = await openRosterIdentity(disk)
  const recipient = roster.ok ? await recipientOf(roster.value) : undefined
  return { ...enrolmentOf(identity, school, recipient), ...(replaces && { replaces }) }
}
