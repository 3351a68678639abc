import type { Disk } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Log } from '../core/log/log.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { lockDisk, relockFiles } from '../custody/crypto/locked-disk.ts'
import type { LockKey } from '../custody/crypto/locked-file.ts'
import { type Document, openDocument } from '../custody/document/document.ts'
import type { StateFault } from '../custody/document/durable-adapter.ts'
import { type ActiveKeyList, activeKeyList, activeReceiptKeys } from '../exchange/downlink/active-key-list.ts'
import { unlockScreen } from '../interface/screens/unlock-screen.ts'
import type { Site } from '../service/provisioning/site.ts'
import { keyFromOffice } from '../service/unlock/ask-office.ts'
import { type Lock, lockPath, noLock, parseLock } from '../service/unlock/lock-document.ts'
import { BoxUnlocking, type UnlockParts } from '../service/unlock/unlock-box.ts'
import type { Ended, Host, KioskBoard } from './host.ts'
import { withPlainPanel } from './plain-panel.ts'
import { storageFaults, untilReadable } from './until-readable.ts'

export interface LockedKiosk {
  readonly disk: Disk
  readonly site: Site
  readonly identity: DeviceIdentity
  readonly port: number
  readonly log: Log
}

/** The disk of a kiosk with its personal files readable; `pin` when the attendant has chosen one just now. */
export interface OpenedKiosk {
  readonly disk: Disk
  readonly pin?: string
}

/**
 * Asks for what unlocks this card, where its school wants it locked, and says so on the panel. A school that no longer
 * does gets its files back in the clear.
 */
export async function unlockKiosk(
  host: Host,
  board: KioskBoard,
  locked: LockedKiosk,
): Promise<Result<OpenedKiosk, StateFault> | { readonly ended: Ended }> {
  const { disk, site, port, log } = locked
  const waiting = { port, log, waitsFor: storageFaults }
  const lock = await untilReadable(host, board, waiting, () =>
    openDocument(disk, lockPath, parseLock, noLock),
  )
  if ('ended' in lock || !lock.ok) return lock
  if (lock.value.value.slots.length === 0 && site.unlock.length === 0) return ok({ disk })
  const keys = await untilReadable(host, board, waiting, () => activeKeyList(disk, site))
  if ('ended' in keys || !keys.ok) return keys
  const parts = unlockParts(host, board, locked, lock.value, keys.value)
  let show: (state: Parameters<typeof unlockScreen>[0]) => void = () => undefined
  const unlocking = new BoxUnlocking({ ...parts, changed: (state) => show(state) })
  const panel = {
    port,
    log,
    first: unlockScreen({ type: 'stick' }),
    whyUnready: () => 'locked',
    answer: (intent: { readonly type: string; readonly digits?: string }) => {
      if (intent.type === 'enter-pin') unlocking.type(intent.digits ?? '')
    },
  }
  host.print(`Kotak ${locked.identity.device} terkunci. Masukkan stik kunci, lalu PIN di layar.`)
  const { value, ended } = await withPlainPanel(host, board, panel, (draw, signal) => {
    show = (state) => draw(unlockScreen(state))
    return unlocking.run(signal)
  })
  if (!value) return { ended: ended ?? 'stopped' }
  const { key } = value
  const settled = await untilReadable(host, board, waiting, () => settle(host, locked, lock.value, key))
  if ('ended' in settled) return settled
  return settled.ok
    ? ok({ disk: settled.value, ...(value.pin !== undefined && { pin: value.pin }) })
    : settled
}

function unlockParts(
  host: Host,
  board: KioskBoard,
  { site, identity, log }: LockedKiosk,
  lock: Document<Lock>,
  keys: ActiveKeyList,
): Omit<UnlockParts, 'changed'> {
  const { clock, entropy, http } = host
  const { registryUrl } = site
  const office = { clock, entropy, http, identity, receiptKeys: () => activeReceiptKeys(keys) }
  return {
    lock,
    site,
    device: identity.device,
    clock,
    entropy,
    log,
    media: board.media,
    element: board.element,
    recipients: () => keys.list.recipients,
    office:
      registryUrl === undefined
        ? undefined
        : (slot, signal) => keyFromOffice({ ...office, registryUrl }, slot, signal),
  }
}

async function settle(
  { entropy }: Host,
  { disk, site }: LockedKiosk,
  lock: Document<Lock>,
  key: LockKey,
): Promise<Result<Disk, StateFault>> {
  if (site.unlock.length > 0) {
    const relocked = await relockFiles(disk, key, 'locked', entropy)
    return relocked.ok ? ok(lockDisk(disk, key, entropy)) : relocked
  }
  const opened = await inOrder([
    () => relockFiles(disk, key, 'open', entropy),
    () => lock.replace(noLock),
    () => lock.replace(noLock),
  ])
  return opened.ok ? ok(disk) : opened
}
