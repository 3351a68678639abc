import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enrolmentOf, signDeviceList } from '../../firmware/custody/crypto/device-list.ts'
import { ed25519 } from '../../firmware/custody/crypto/public-key.ts'
import { kiosks, ownSchool, receiptKey, registryIdentity } from './intake-stand.ts'

/** For tests: writes an office's keys and its list of kiosks (only `own`) into a folder. */
export function layOutOffice(folder: string, identity: string = registryIdentity): void {
  const authority = { alg: ed25519, publicKey: receiptKey.publicKey }
  const devices = [enrolmentOf(kiosks.own, ownSchool)]
  const list = signDeviceList({ v: 1, number: 1, authority, devices }, receiptKey)
  writeFileSync(join(folder, 'devices.json'), list.bytes)
  writeFileSync(join(folder, 'devices.sig'), list.signature)
  writeFileSync(join(folder, 'receipt.key'), receiptKey.privatePem)
  writeFileSync(join(folder, 'registry.identity'), identity)
}

/** The words after `rekam` that take in `mail` of such a folder. */
export function intakeWords(folder: string, out: string): string[] {
  const at = (name: string) => join(folder, name)
  const keys = ['--identity', at('registry.identity'), '--signing-key', at('receipt.key')]
  return ['intake', at('mail'), ...keys, '--devices', at('devices.json'), '--out', out]
}
