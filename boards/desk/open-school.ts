import { join } from 'node:path'
import type { SimulatedSchool } from '../../firmware/console/console-world.ts'
import { makeRegistryKeys, storeRegistryKeys } from '../../firmware/console/registry-keys.ts'
import type { BatchOutcome } from '../../firmware/intake/intake-folder.ts'
import type { Enrolment } from '../../firmware/seal/device-list.ts'
import { readKeyList } from '../../firmware/seal/key-list.ts'
import { readSigningKey } from '../../firmware/seal/signing-key.ts'
import { createNodeDisk } from '../../hal/bus/node-disk.ts'
import { createRealEntropy } from '../../hal/bus/real-entropy.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { openDistrict } from '../../sim/district/district.ts'

/**
 * The desk's own district office on loopback, with keys of its own that outlive a restart. What it took in
 * lies in `district/out`, opened; the keys lie in `district/keys` as `rekam keygen` writes them.
 */
export async function openSchool(
  dataFolder: string,
  device: Enrolment | undefined,
  port: number,
  report: (outcome: BatchOutcome) => void,
): Promise<SimulatedSchool> {
  const folder = join(dataFolder, 'district')
  const { identity, key, keyList } = await officeKeys(createNodeDisk(join(folder, 'keys')))
  const district = await openDistrict({
    folder,
    port,
    mail: createNodeDisk(join(folder, 'mail')),
    published: createNodeDisk(join(folder, 'down')),
    desk: {
      out: createNodeDisk(join(folder, 'out')),
      identity,
      key,
      devices: new Map(device ? [[device.device, device]] : []),
      wallMs: () => Date.now(),
    },
    report,
  })
  return { registryUrl: district.url, keyList, close: () => district.close() }
}

async function officeKeys(disk: Disk) {
  const found = await disk.list('.')
  const isNew = !found.ok || !found.value.some(({ name }) => name === 'key-list.json')
  if (isNew) await storeRegistryKeys(disk, await makeRegistryKeys(createRealEntropy()))
  const text = async (name: string) => {
    const read = await disk.read(name)
    if (!read.ok) throw new Error(`the office lost its ${name}`)
    return Buffer.from(read.value).toString('latin1')
  }
  const key = readSigningKey(await text('receipt.key'))
  const bytes = Buffer.from(await text('key-list.json'))
  const keyList = readKeyList(undefined, { bytes, signature: await text('key-list.sig') })
  if (!key || !keyList.ok) throw new Error('the office cannot read its own keys')
  return { identity: (await text('registry.identity')).trim(), key, keyList: keyList.value }
}
