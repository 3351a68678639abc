import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeRegistryKeys, storeRegistryKeys } from '../../firmware/console/registry-keys.ts'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { enrolmentOf, signDeviceList } from '../../firmware/custody/crypto/device-list.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { ownSchool } from './intake-stand.ts'

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** For tests: keys and list of kiosks of an office in a folder, as `rekam keygen` and `rekam devices enrol` make them. */
export async function foundOffice(folder: string, devices: readonly DeviceIdentity[]) {
  const keys = await makeRegistryKeys(createRealEntropy())
  const place = join(folder, 'district/keys')
  const stored = await storeRegistryKeys(createNodeDisk(place), keys)
  if (!stored.ok) throw new Error(stored.fault.kind)
  const enrolled = devices.map((device) => enrolmentOf(device, ownSchool))
  const { authority } = keys.keyList
  const list = signDeviceList({ v: 1, number: 2, authority, devices: enrolled }, keys.authority)
  writeFileSync(join(place, 'devices.json'), list.bytes)
  writeFileSync(join(place, 'devices.sig'), list.signature)
  return keys
}

export interface OfficeProcess {
  readonly url: string
  readonly process: ChildProcess
  /** Pulls its plug, as far as a process has one. */
  kill(): Promise<void>
}

/** For tests: `rekam sim district` as a process of its own. */
export async function startOffice(folder: string, ...words: readonly string[]): Promise<OfficeProcess> {
  const started = spawn(
    process.execPath,
    [entry, 'sim', 'district', '--data', folder, '--port', '0', ...words],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const url = await new Promise<string>((resolve, reject) => {
    let told = ''
    started.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const found = /http:\/\/\S+/.exec(told)?.[0]
      if (found) resolve(found)
    })
    started.once('exit', () => reject(new Error('the office did not open')))
  })
  return {
    url,
    process: started,
    async kill() {
      if (started.exitCode !== null || started.signalCode !== null) return
      const gone = once(started, 'exit')
      started.kill('SIGKILL')
      await gone
    },
  }
}
