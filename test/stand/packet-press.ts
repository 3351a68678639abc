import { sealToRecipients } from '../../firmware/custody/crypto/age-file.ts'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { buildPacket } from '../../firmware/custody/packet/packet.ts'
import { type StandPacket, studentId } from './intake-stand.ts'
import { packetManifest, packetPieces } from './packet-pieces.ts'

/**
 * For tests: a maker of true packets that a registry can open, each about `ballastBytes` large. The sealed content is
 * the same in all of them; the number of the student is not.
 */
export async function packetPress(
  recipients: readonly string[],
  ballastBytes: number,
): Promise<(device: DeviceIdentity, number: number) => StandPacket> {
  const plain = packetPieces().filter(({ name }) => name !== 'signature.png')
  const ballast = { name: 'signature.png', bytes: new Uint8Array(ballastBytes) }
  const pieces = await Promise.all(
    [...plain, ballast].map(async ({ name, bytes }) => ({
      name: `${name}.age`,
      bytes: await sealToRecipients(recipients, bytes),
    })),
  )
  const { v: _, pieces: __, ...facts } = packetManifest
  return ({ device, key }, number) => buildPacket({ ...facts, id: studentId(number), device }, pieces, key)
}
