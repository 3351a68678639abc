import { type Disk } from '../../hal/contract/disk.ts'
import { schoolDay } from '../core/school-day.ts'
import { openDocument } from '../custody/document/document.ts'
import { activeKeyList, activeReceiptKeys } from '../exchange/downlink/active-key-list.ts'
import { noSenderMemory, parseSenderMemory } from '../exchange/link/sender-memory.ts'
import type { Host, KioskBoard } from '../kiosk/host.ts'
import type { DeviceUnderTest, SiteUnderTest } from '../service/diagnostics/device-under-test.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { openSite } from '../service/provisioning/site-document.ts'

/** This box for the checks, while no kiosk runs on it. */
export async function deviceUnderTestHere(
  world: Host,
  board: KioskBoard,
  folder: string,
): Promise<DeviceUnderTest> {
  const disk = world.openDisk(folder)
  const { clock, entropy, http } = world
  const { openScanner, camera, faces, indicator, voice, facts, link } = board
  const parts = { openScanner, camera, faces, indicator, voice, facts, link }
  return {
    clock,
    entropy,
    http,
    disk,
    ...parts,
    helpPressed: helpPressed(board),
    site: await siteHere(world, disk),
  }
}

function helpPressed({ buttons }: KioskBoard): DeviceUnderTest['helpPressed'] {
  return (signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
      buttons.onPress((button) => button === 'help' && resolve())
    })
}

async function siteHere(world: Host, disk: Disk): Promise<SiteUnderTest | 'none' | 'unreadable'> {
  const site = await openSite(disk)
  if (!site.ok) return 'unreadable'
  if (!site.value) return 'none'
  const { provisionedMs, zone, link: policy, registryUrl, unlock } = site.value
  const memory = await openDocument(disk, 'state/uplink.json', parseSenderMemory, noSenderMemory)
  const today = schoolDay(world.clock.wallMs(), zone)
  const usedBytes = memory.ok && memory.value.value.day === today ? memory.value.value.usedBytes : 0
  const identity = await openDeviceKey(disk, world.entropy)
  const keys = await activeKeyList(disk, site.value)
  return {
    provisionedMs,
    zone,
    isLocked: unlock.length > 0,
    policy,
    registryUrl,
    usedBytes,
    device: identity.ok ? identity.value.device : undefined,
    receiptKeys: () => (keys.ok ? activeReceiptKeys(keys.value) : []),
    lostKeyList: keys.ok ? keys.value.lost : undefined,
  }
}
