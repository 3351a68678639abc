import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Upload } from 'tus-js-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Receipt, readReceipt } from '../../firmware/custody/chain/receipt.ts'
import { type DeviceIdentity, deviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { createSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { runSender } from '../../firmware/exchange/link/sender.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { eventually } from '../eventually.ts'
import { announced } from '../stand/announced.ts'
import { studentId } from '../stand/intake-stand.ts'
import { hasNginx, type NginxProcess, startNginx } from '../stand/nginx-process.ts'
import { foundOffice, type OfficeProcess, startOffice } from '../stand/office-process.ts'
import { packetPress } from '../stand/packet-press.ts'
import { senderStand } from '../stand/sender-stand.ts'
import { standStamp } from '../stand/spool-stand.ts'

if (!hasNginx) console.warn('SKIPPED: no /usr/sbin/nginx, two receivers behind one door are not tried')

const kiosksOf = (count: number) =>
  Array.from({ length: count }, () => deviceIdentity(createSigningKey(createRealEntropy())))
const devices = kiosksOf(8)
const strangers = kiosksOf(24)
const [batches, packetsEach, packetBytes] = [2, 4, 300_000]
const students = devices.length * batches * packetsEach

describe.skipIf(!hasNginx)('two receivers behind the nginx of Debian', () => {
  let folder = ''
  let keys: Awaited<ReturnType<typeof foundOffice>>
  let receivers: OfficeProcess[]
  let door: NginxProcess
  const at = (...parts: string[]) => join(folder, ...parts)
  const portOf = ({ url }: OfficeProcess) => new URL(url).port
  // The first takes in what both receive.
  const words = (index: number) => ['--store', at(`store-${index}`), ...(index > 0 ? ['--no-intake'] : [])]

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekam-door-'))
    keys = await foundOffice(folder, [...devices, ...strangers])
    receivers = [await startOffice(folder, ...words(0)), await startOffice(folder, ...words(1))]
    door = await startNginx(folder, receivers.map(portOf))
  })

  afterEach(async () => {
    await door.close()
    for (const one of receivers) await one.kill()
  })

  async function fill(device: DeviceIdentity, first: number, press: Awaited<ReturnType<typeof packetPress>>) {
    const disk = new MemoryDisk()
    const spool = await openSpool(disk, device)
    if (!spool.ok) throw new Error(spool.fault.kind)
    for (let number = first; number < first + batches * packetsEach; number += 1) {
      const { sha256, bytes } = press(device, number)
      await spool.value.addPacket(sha256, studentId(number), bytes)
      if ((number - first + 1) % packetsEach === 0) await spool.value.closeBatch(standStamp)
    }
    return { disk, spool: spool.value }
  }

  async function sendAll({ disk, spool }: { readonly disk: MemoryDisk; readonly spool: Spool }) {
    const stop = new AbortController()
    const http = createNodeHttp()
    const parts = await senderStand(disk, spool, createRealClock(), http, {
      // Comes back soon: a fiftieth of the time that is allowed.
      entropy: { bytes: (count) => new Uint8Array(count).fill(5) },
      registryUrl: door.url,
      receiptKeys: () => [keys.receiptKey.publicKey],
      onOutcome: () => spool.index.batches.size === 0 && stop.abort(),
    })
    await runSender(parts, stop.signal)
    http.close()
  }

  const inMail = () =>
    readdirSync(at('district/mail'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(packet|json|sig)$/.test(path),
    ).length

  function receiptsOf({ device }: DeviceIdentity): Receipt[] {
    const file = (name: string) => readFileSync(at('district/out/receipt', name))
    return readdirSync(at('district/out/receipt'))
      .filter((name) => name.startsWith(device) && name.endsWith('.json'))
      .map((name) => {
        const signature = file(name.replace(/json$/, 'sig')).toString('latin1')
        const receipt = readReceipt(file(name), signature, [keys.receiptKey.publicKey])
        if (!receipt.ok) throw new Error(receipt.fault.kind)
        return receipt.value
      })
  }

  async function killAndStartAgain(index: number): Promise<void> {
    const before = inMail()
    await receivers[index]?.kill()
    await eventually('the other goes on', () => inMail() > before || inMail() >= expectedFiles)
    const port = ['--port', portOf(receivers[index] as OfficeProcess)]
    receivers[index] = await startOffice(folder, ...port, ...words(index))
  }

  const expectedFiles = students + devices.length * batches * 2

  test('each is killed in the middle and started again: nothing is lost, and nothing comes twice', async () => {
    const press = await packetPress(keys.keyList.recipients, packetBytes)
    const kiosks = await Promise.all(
      devices.map((device, index) => fill(device, 1 + index * batches * packetsEach, press)),
    )
    const sent = Promise.all(kiosks.map(sendAll))
    for (const [index, share] of [0.15, 0.5].entries()) {
      await eventually('some has come', () => inMail() >= expectedFiles * share)
      await killAndStartAgain(index)
    }
    await sent
    const all = Array.from({ length: students }, (_, index) => studentId(1 + index))
    expect(readdirSync(at('district/out/student')).sort()).toEqual(all.sort())
    const receipts = devices.flatMap(receiptsOf)
    expect(receipts.length).toBe(devices.length * batches)
    expect(receipts.flatMap(({ rejected }) => rejected)).toEqual([])
    expect(new Set(receipts.flatMap(({ accepted }) => accepted)).size).toBe(students)
    expect(inMail()).toBe(expectedFiles)
    expect(readdirSync(at('district/out'))).not.toContain('fork')
    // Both did their part.
    for (const index of [0, 1]) expect(readdirSync(at(`store-${index}`)).length).toBeGreaterThan(0)
  })

  test('a client that knows nothing of us meets one receiver with every request for a file', async () => {
    const bytes = Buffer.alloc(60_000, 3)
    const [batch, name] = ['b'.repeat(16), `${'d'.repeat(64)}.packet`]
    for (const stranger of strangers) {
      const metadata = announced(stranger, batch, name, bytes)
      await new Promise<void>((resolve, reject) => {
        const options = { endpoint: `${door.url}tus`, metadata, retryDelays: null, chunkSize: 20_000 }
        new Upload(bytes, { ...options, onSuccess: () => resolve(), onError: reject }).start()
      })
      expect(readFileSync(at('district/mail', stranger.device, `1-${batch}`, name)).equals(bytes)).toBe(true)
    }
    const began = [0, 1].map((index) =>
      readdirSync(at(`store-${index}`)).filter((name) => !name.endsWith('.json')),
    )
    expect(began.flat().length).toBe(strangers.length)
    // By the kiosk and not by the address, which is the same for all of them.
    for (const uploads of began) expect(uploads.length).toBeGreaterThan(0)
  })
})
