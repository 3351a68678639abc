import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRegistryKeys } from '../../firmware/console/command-keys.ts'
import { buildPacket } from '../../firmware/record/packet.ts'
import { sealToRecipients } from '../../firmware/seal/age-file.ts'
import { deviceIdentity } from '../../firmware/seal/device-identity.ts'
import { createSigningKey } from '../../firmware/seal/signing-key.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'

const hasAge = existsSync('/usr/bin/age')
if (!hasAge) console.warn('SKIPPED: no /usr/bin/age, packets are not opened with standard tools')

test.skipIf(!hasAge)(
  'a packet opens with nothing but tar and age, for the registry and for the recovery key',
  async () => {
    const entropy = createSeededRandom(7)
    const keys = await makeRegistryKeys(entropy)
    const { device, key } = deviceIdentity(createSigningKey(entropy))
    const plain = {
      'person.json': Buffer.from('{"nik":"6311064511090001"}'),
      'face.jpg': Buffer.from(entropy.bytes(70_000)),
    }
    const pieces = await Promise.all(
      Object.entries(plain).map(async ([name, bytes]) => ({
        name: `${name}.age`,
        bytes: await sealToRecipients(keys.trust.recipients, bytes),
      })),
    )
    const sensor = {
      maker: 'a',
      model: 'b',
      serial: '',
      firmware: '',
      dpi: 508,
      bitDepth: 4,
      certified: false,
    } as const
    const time = { wallMs: 0, sinceBootMs: 0, boot: 1, trust: 'none' } as const
    const facts = {
      id: '019aa000-0000-7000-8000-000000000001',
      device,
      school: '30312345',
      software: 'test',
      sensor,
      camera: 'c',
      attendance: 'none',
      time,
    } as const
    const packet = buildPacket(facts, pieces, key)
    const folder = mkdtempSync(join(tmpdir(), 'rekam-tar-'))
    writeFileSync(join(folder, `${packet.sha256}.packet`), packet.bytes)
    writeFileSync(join(folder, 'registry.identity'), keys.identity)
    writeFileSync(join(folder, 'recovery.identity'), keys.recovery)
    execFileSync('tar', ['xf', `${packet.sha256}.packet`], { cwd: folder })
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['packet.json', 'packet.sig', 'face.jpg.age']))
    for (const identity of ['registry.identity', 'recovery.identity']) {
      for (const [name, bytes] of Object.entries(plain)) {
        const opened = execFileSync('age', ['-d', '-i', identity, `${name}.age`], { cwd: folder })
        expect(opened.equals(bytes)).toBe(true)
      }
    }
    expect(readFileSync(join(folder, `${packet.sha256}.packet`)).includes('6311064511090001')).toBe(false)
  },
)
