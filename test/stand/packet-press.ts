import { sealToRecipients } from '../../firmware/custody/crypto/age-file.ts'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { buildPacket, type Stamp } from '../../firmware/custody/packet/packet.ts'
import { type StandPacket, studentId } from './intake-stand.ts'
import { packetManifest, packetPieces } from './packet-pieces.ts'

/**
 * For tests: a maker of true packets that a registry can open, each about `ballastBytes` large. The sealed content is
 * the same in all of them; the number of the student is not. `clock` is what the kiosk's own says.
 */
export async function packetPress(
  recipients: readonly string[],
  ballastBytes: number,
  clock: Partial<Stamp> = {},
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
  const time = { ...facts.time, ...clock }
  return ({ device, key }, number) =>
    buildPacket({ ...facts, id: studentId(number), device, time }, pieces, key)
}
