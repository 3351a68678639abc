import { join } from 'node:path'
import { makeRegistryKeys } from '../../firmware/console/command-keys.ts'
import type { EnrolledDevice, SimulatedSchool } from '../../firmware/console/console-world.ts'
import { deviceListSchema } from '../../firmware/intake/device-list.ts'
import type { BatchOutcome } from '../../firmware/intake/intake-folder.ts'
import { readSigningKey } from '../../firmware/seal/signing-key.ts'
import { type Trust, trustSchema } from '../../firmware/seal/trust.ts'
import { createNodeDisk } from '../../hal/bus/node-disk.ts'
import { createRealEntropy } from '../../hal/bus/real-entropy.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { openDistrict } from '../../sim/district/district.ts'

interface OfficeKeys {
  readonly identity: string
  readonly signingPem: string
  readonly trust: Trust
}

/**
 * The desk's own district office on loopback, with keys of its own that outlive a restart. What it took in
 * lies in `district/out`, opened.
 */
export async function openSchool(
  dataFolder: string,
  device: EnrolledDevice | undefined,
  port: number,
  report: (outcome: BatchOutcome) => void,
): Promise<SimulatedSchool> {
  const folder = join(dataFolder, 'district')
  const keys = await officeKeys(createNodeDisk(join(folder, 'keys')))
  const key = readSigningKey(keys.signingPem)
  if (!key) throw new Error('the office lost its signing key')
  const devices = deviceListSchema.parse({ v: 1, devices: device ? [device] : [] })
  const district = await openDistrict({
    folder,
    port,
    mail: createNodeDisk(join(folder, 'mail')),
    desk: {
      out: createNodeDisk(join(folder, 'out')),
      identity: keys.identity,
      key,
      devices,
      wallMs: () => Date.now(),
    },
    report,
  })
  return { registryUrl: district.url, trust: keys.trust, close: () => district.close() }
}

async function officeKeys(disk: Disk): Promise<OfficeKeys> {
  const found = await disk.read('office.json')
  if (found.ok) {
    const stored = JSON.parse(Buffer.from(found.value).toString('utf8')) as OfficeKeys
    return { ...stored, trust: trustSchema.parse(stored.trust) }
  }
  const { identity, signingPem, trust } = await makeRegistryKeys(createRealEntropy())
  const keys = { identity, signingPem, trust }
  await disk.makeDirectory('.')
  await disk.write('office.json', Buffer.from(JSON.stringify(keys)))
  await disk.syncDirectory('.')
  // For those who want to open a packet by hand with Debian's age.
  await disk.write('registry.identity', Buffer.from(`${identity}\n`))
  return keys
}
