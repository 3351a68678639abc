import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { type DeviceIdentity, deviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { createSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { probe } from '../../firmware/exchange/link/probe.ts'
import { runSender } from '../../firmware/exchange/link/sender.ts'
import { TusClient } from '../../firmware/exchange/link/tus-client.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { studentId } from '../stand/intake-stand.ts'
import { foundOffice, startOffice } from '../stand/office-process.ts'
import { packetPress } from '../stand/packet-press.ts'
import { senderStand } from '../stand/sender-stand.ts'
import { standStamp } from '../stand/spool-stand.ts'
import type { Row } from './row.ts'

const kiosks = 22
const packetsEach = 10
const fingerBytes = 60_000
const nationKiosks = 37_000
const windowHours = 6

/** Twenty-two kiosks that send a day's work at once to one office process, which takes it in as it comes. */
export async function manyKiosks(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-kiosks-'))
  const devices = Array.from({ length: kiosks }, () => deviceIdentity(createSigningKey(createRealEntropy())))
  const keys = await foundOffice(join(folder, 'office'), devices)
  const office = await startOffice(join(folder, 'office'))
  const bytes = await fillSpools(folder, devices, keys.keyList.recipients)
  const receiptKeys = () => [keys.receiptKey.publicKey]
  const startedMs = performance.now()
  const asking = new AbortController()
  const waits = askNowAndThen(office.url, devices[0]?.device ?? '', receiptKeys, asking.signal)
  await Promise.all(
    devices.map((device, at) => sendAll(join(folder, `kiosk-${at}`), device, office.url, receiptKeys)),
  )
  const seconds = (performance.now() - startedMs) / 1_000
  asking.abort()
  const answersMs = (await waits).sort((a, b) => a - b)
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${office.process.pid}/status`, 'utf8'))?.[1]
  await office.kill()
  rmSync(folder, { recursive: true })
  const packets = kiosks * packetsEach
  const perSecond = packets / seconds
  const nightly = (nationKiosks * packetsEach) / (windowHours * 3_600)
  const at = (share: number) => (answersMs[Math.floor(answersMs.length * share)] ?? 0).toFixed(0)
  return [
    {
      what: `${kiosks} kiosks, ${packets} packets, one office`,
      measured: `${perSecond.toFixed(1)} packets/s`,
      budget: undefined,
      within: true,
      note:
        `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s on one machine, receipts and records included; ` +
        `a probe meanwhile p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; office peak ${(Number(peak) / 1_024).toFixed(0)} MB`,
    },
    {
      what: `${nationKiosks} kiosks, by arithmetic`,
      measured: `${(nightly / perSecond).toFixed(1)} offices`,
      budget: undefined,
      within: true,
      note: `${packetsEach} packets each in a window of ${windowHours} h are ${nightly.toFixed(0)} packets/s, at the rate of the row above`,
    },
  ]
}

async function fillSpools(
  folder: string,
  devices: readonly DeviceIdentity[],
  recipients: readonly string[],
): Promise<number> {
  const press = await packetPress(recipients, fingerBytes * fingerPositions.length)
  let total = 0
  for (const [at, device] of devices.entries()) {
    const spool = await openOwnSpool(join(folder, `kiosk-${at}`), device)
    for (let number = 0; number < packetsEach; number += 1) {
      const student = 1 + at * packetsEach + number
      const { sha256, bytes } = press(device, student)
      await spool.addPacket(sha256, studentId(student), bytes)
      total += bytes.length
    }
    await spool.closeBatch(standStamp)
  }
  return total
}

async function sendAll(
  folder: string,
  device: DeviceIdentity,
  registryUrl: string,
  receiptKeys: () => readonly string[],
): Promise<void> {
  const spool = await openOwnSpool(folder, device)
  const http = createNodeHttp()
  const done = new AbortController()
  const parts = await senderStand(createNodeDisk(folder), spool, createRealClock(), http, {
    entropy: createRealEntropy(),
    registryUrl,
    receiptKeys,
    onStatus: ({ packets }) => {
      if (packets === 0) done.abort()
    },
  })
  await runSender(parts, done.signal)
  http.close()
}

async function openOwnSpool(folder: string, device: DeviceIdentity): Promise<Spool> {
  const spool = await openSpool(createNodeDisk(folder), device)
  if (!spool.ok) throw new Error(spool.fault.kind)
  return spool.value
}

async function askNowAndThen(
  registryUrl: string,
  device: string,
  receiptKeys: () => readonly string[],
  signal: AbortSignal,
): Promise<number[]> {
  const [clock, entropy, http] = [createRealClock(), createRealEntropy(), createNodeHttp()]
  const office = new TusClient(http, clock, registryUrl)
  const answersMs: number[] = []
  while (!signal.aborted) {
    const startMs = performance.now()
    const hello = await probe({ office, entropy, registryUrl, device, receiptKeys }, signal)
    if (hello.ok) answersMs.push(performance.now() - startMs)
    await clock.sleep(100, signal)
  }
  http.close()
  return answersMs
}
