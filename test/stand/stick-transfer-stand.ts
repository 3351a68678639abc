import { identityToRecipient } from 'age-encryption'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import type { KeyList } from '../../firmware/custody/crypto/key-list.ts'
import { createSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { openDocument } from '../../firmware/custody/document/document.ts'
import { versioned } from '../../firmware/custody/document/versioned.ts'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { downlinkStateSchema, noDownlinkState } from '../../firmware/exchange/downlink/accept-update.ts'
import { openActiveKeys } from '../../firmware/exchange/downlink/active-keys.ts'
import { importHandlers } from '../../firmware/exchange/stick/import-handlers.ts'
import type { ImportHandler, StickImportReport } from '../../firmware/exchange/stick/import-stick.ts'
import { noticeOfTransfer } from '../../firmware/exchange/stick/notice-of-transfer.ts'
import { runStickTransfer } from '../../firmware/exchange/stick/run-stick-transfer.ts'
import type { StickNotice } from '../../firmware/exchange/stick/stick-notice.ts'
import { openRosterStore } from '../../firmware/school/roster/roster-store.ts'
import { type Site, siteSchema } from '../../firmware/service/provisioning/site.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { ok } from '../../hal/contract/result.ts'
import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { UsbTwin } from '../../sim/usb/usb-twin.ts'
import {
  kiosks,
  otherSchool,
  ownSchool,
  receiptKey,
  registryIdentity,
  studentPacket,
} from './intake-stand.ts'
import { standStamp } from './spool-stand.ts'

export const authority = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(26) })

/** The list that the kiosks of a stand were provisioned with. */
export const standKeyList: KeyList = {
  v: 1,
  number: 1,
  authority: { alg: 'Ed25519', publicKey: authority.publicKey },
  recipients: [await identityToRecipient(registryIdentity)],
  receiptKeys: [{ alg: 'Ed25519', publicKey: receiptKey.publicKey }],
  revoked: [],
  minimumSoftware: '0.0.0',
}

const site: Site = siteSchema.parse({ v: 1, school: ownSchool, letter: 'A', keyList: standKeyList })

/** For tests: a kiosk's spool with closed batches of true packets, one number of students a batch. */
export async function openTransferSpool(
  batches: readonly (readonly number[])[],
  identity: DeviceIdentity = kiosks.own,
  disk: Disk = new MemoryDisk(),
): Promise<Spool> {
  const spool = await reopen(disk, identity)
  const school = identity === kiosks.neighbour ? otherSchool : ownSchool
  for (const students of batches) {
    for (const number of students) {
      const { sha256, bytes } = await studentPacket(number, identity, { school })
      await spool.addPacket(sha256, `visit-${number}`, bytes)
    }
    const closed = await spool.closeBatch(standStamp)
    if (!closed.ok) throw new Error(`not closed: ${closed.fault.kind}`)
  }
  return spool
}

export async function reopen(disk: Disk, identity: DeviceIdentity = kiosks.own): Promise<Spool> {
  const opened = await openSpool(disk, identity)
  if (!opened.ok) throw new Error(`spool not opened: ${opened.fault.kind}`)
  return opened.value
}

export async function handlersOf(spool: Spool): Promise<readonly ImportHandler[]> {
  const { disk } = spool
  const keys = await openActiveKeys(spool, site)
  const news = await openDocument(disk, 'state/news.json', versioned(1, downlinkStateSchema), noDownlinkState)
  const roster = await openRosterStore(disk)
  if (!keys.ok || !news.ok || !roster.ok) throw new Error('no handlers')
  const receiptKeys = () => keys.value.receiptKeys
  const shelf = {
    news: news.value,
    roster: roster.value,
    school: ownSchool,
    identity: undefined,
    receiptKeys,
  }
  return importHandlers({
    spool,
    keys: keys.value,
    news: shelf,
    stamp: () => standStamp,
    onSignedTime: async () => ok(),
  })
}

/** A kiosk with sockets, at work until disposed of. */
export class StickTransferStand implements AsyncDisposable {
  readonly usb = new UsbTwin()
  readonly spool: Spool
  readonly clock: HandClock
  /** All that was said of sticks, oldest first. */
  readonly said: (StickNotice | undefined)[] = []
  readonly imported: StickImportReport[] = []
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  #heard = Promise.withResolvers<void>()

  constructor(spool: Spool, clock = createHandClock()) {
    this.spool = spool
    this.clock = clock
    const parts = {
      media: this.usb,
      spool,
      clock,
      prepare: async () => undefined,
      extraFiles: async () => undefined,
      changed: (state: Parameters<typeof noticeOfTransfer>[0]) => {
        this.said.push(noticeOfTransfer(state))
        this.#heard.resolve()
        this.#heard = Promise.withResolvers()
      },
      report: (report: StickImportReport) => void this.imported.push(report),
    }
    this.#running = handlersOf(spool).then((handlers) =>
      runStickTransfer({ ...parts, handlers }, this.#stop.signal),
    )
  }

  /** Does something with sticks, and gives what is said once nothing is being done any more. */
  async after(hands: () => unknown): Promise<StickNotice | undefined> {
    const before = this.said.length
    hands()
    const isDone = () => !['reading', 'copying', 'checking'].includes(this.said.at(-1)?.kind ?? '')
    while (this.said.length === before || !isDone()) await this.#heard.promise
    return this.said.at(-1)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#running
  }
}
