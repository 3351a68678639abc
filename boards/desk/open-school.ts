import { join } from 'node:path'
import { makeRegistryKeys, storeRegistryKeys } from '../../firmware/console/registry-keys.ts'
import type { SimulatedSchool } from '../../firmware/console/simulations.ts'
import { devicesByName, type Enrolment, readDeviceList } from '../../firmware/custody/crypto/device-list.ts'
import { readKeyList } from '../../firmware/custody/crypto/key-list.ts'
import { readSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import type { BatchOutcome } from '../../firmware/registry/intake/intake-folder.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import type { Conduct } from '../../sim/district/conduct.ts'
import { openDistrict } from '../../sim/district/district.ts'

/** How an office is opened. */
export interface SchoolOptions {
  /** Keys, mail room and what was taken in: `keys`, `mail`, `out`, `down`. Several instances may share it. */
  readonly folder: string
  /** Loopback port; 0 picks one. */
  readonly port: number
  /** A kiosk that need not be on the list of kiosks. */
  readonly device?: Enrolment
  /** Half-finished uploads of this instance alone; `folder/store` when absent. */
  readonly store?: string
  /** False for an instance that only receives: one of those that share a folder takes in what all have received. */
  readonly takesIn?: boolean
  readonly report: (outcome: BatchOutcome) => void
  /** A good office when absent. */
  readonly conduct?: Conduct
}

/**
 * A district office on loopback, with keys of its own that outlive a restart. Accepted packets lie in `out`, opened;
 * the keys lie in `keys` as `rekam keygen` writes them, and `keys/devices.json` says which kiosks it knows.
 */
export async function openSchool(options: SchoolOptions): Promise<SimulatedSchool> {
  const { folder, port, device, report, conduct } = options
  const keysDisk = createNodeDisk(join(folder, 'keys'))
  const { identity, key, keyList, listed } = await officeKeys(keysDisk)
  const published = createNodeDisk(join(folder, 'down'))
  await publishKeyList(keysDisk, published)
  const district = await openDistrict({
    folder,
    port,
    published,
    store: options.store ?? join(folder, 'store'),
    takesIn: options.takesIn ?? true,
    mail: createNodeDisk(join(folder, 'mail')),
    clock: createRealClock(),
    desk: {
      out: createNodeDisk(join(folder, 'out')),
      identities: [identity],
      operator: 'rekam sim district',
      key,
      devices: new Map([...listed, ...(device ? ([[device.device, device]] as const) : [])]),
      wallMs: () => Date.now(),
    },
    report,
    ...(conduct && { conduct }),
  })
  return { registryUrl: district.url, keyList, close: () => district.close() }
}

// The list that the keys were made with, until a later one is published.
async function publishKeyList(keys: Disk, published: Disk): Promise<void> {
  if ((await published.read('key-list.json')).ok) return
  await published.makeDirectory('.')
  for (const name of ['key-list.sig', 'key-list.json']) {
    const file = await keys.read(name)
    if (file.ok) await published.write(name, file.value)
  }
  await published.syncDirectory('.')
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
  const devices = readDeviceList(undefined, {
    bytes: Buffer.from(await text('devices.json')),
    signature: await text('devices.sig'),
  })
  if (!devices.ok) throw new Error('the office cannot read its list of kiosks')
  return {
    identity: (await text('registry.identity')).trim(),
    key,
    keyList: keyList.value,
    listed: devicesByName(devices.value),
  }
}
