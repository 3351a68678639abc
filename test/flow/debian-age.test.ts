import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { buildPacket, readPacket } from '../../firmware/custody/packet/packet.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { kiosks, openDesk, putBatch, registryIdentity, takeIn } from '../stand/intake-stand.ts'
import { packetManifest, packetPerson, packetPieces } from '../stand/packet-pieces.ts'

const hasAge = existsSync('/usr/bin/age')
if (!hasAge) console.warn('SKIPPED: no /usr/bin/age, sealing is not tried against the peer')

/** Debian's own `age` on both ends of our files. */
describe.skipIf(!hasAge)('with the age of Debian', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-age-'))
  const { v: _, pieces: __, ...facts } = packetManifest
  const plain = packetPieces()

  async function packetSealedByDebian() {
    const recipient = await identityToRecipient(registryIdentity)
    const sealed = plain.map(({ name, bytes }) => ({
      name: `${name}.age`,
      bytes: new Uint8Array(execFileSync('age', ['-r', recipient], { input: bytes })),
    }))
    return buildPacket(facts, sealed, kiosks.own.key)
  }

  test('pieces that it sealed are taken in, byte for byte', async () => {
    const mail = createNodeDisk(join(folder, 'mail'))
    const { directory } = await putBatch(mail, [await packetSealedByDebian()])
    const taken = await takeIn(openDesk(createNodeDisk(join(folder, 'out'))), mail, directory)
    expect(taken.ok && taken.value.receipt.rejected).toEqual([])
    const student = join(folder, 'out/student', packetManifest.id)
    for (const { name, bytes } of plain) {
      expect([name, readFileSync(join(student, name)).equals(bytes)]).toEqual([name, true])
    }
    expect(readdirSync(student)).toContain('record.an2')
  })

  test('what it sealed for somebody else is refused, with its own reason', async () => {
    const mail = createNodeDisk(join(folder, 'others'))
    const key = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const stranger = key.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? ''
    const { sha256, bytes } = await packetSealedByDebian()
    const { directory } = await putBatch(mail, [{ sha256, bytes }])
    const taken = await takeIn(openDesk(createNodeDisk(join(folder, 'closed')), stranger), mail, directory)
    expect(taken.ok && taken.value.receipt.rejected).toEqual([{ sha256, reason: 'cannot-open' }])
  })

  test('the clear parts of a packet hold no byte of a number or a name', async () => {
    const { bytes } = await packetSealedByDebian()
    const packet = readPacket(bytes, () => kiosks.own.key.publicKey)
    if (!packet.ok) throw new Error(packet.fault.kind)
    let clear = Buffer.from(bytes)
    for (const piece of packet.value.pieces) {
      const at = clear.indexOf(Buffer.from(piece.bytes))
      clear = Buffer.concat([clear.subarray(0, at), clear.subarray(at + piece.bytes.length)])
    }
    const text = clear.toString('latin1')
    expect(text).toContain('packet.json')
    for (const secret of [packetPerson.nik, packetPerson.nik.slice(0, 6), ...packetPerson.name.split(' ')]) {
      expect(text.toUpperCase()).not.toContain(secret)
    }
    writeFileSync(join(folder, 'one.packet'), bytes)
    expect(readFileSync(join(folder, 'one.packet')).includes(packetPerson.name)).toBe(false)
  })
})
