import { intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { StickTwin } from '../../sim/usb/stick-twin.ts'
import { kiosks, openDesk } from './intake-stand.ts'
import { openTransferSpool, reopen, StickTransferStand } from './stick-transfer-stand.ts'

/** Two batches that wait, one more that the registry has signed for; its receipt is on its way. */
export const kiosk = new MemoryDisk()
/** What the registry has by then. */
export const office = new MemoryDisk()
await openTransferSpool([[1], [2, 3]], kiosks.own, kiosk)
const firstTrip = new StickTwin()
await carry(kiosk.clone(), firstTrip)
await intakeFolder(openDesk(office), firstTrip.disk)
await openTransferSpool([[4], [5]], kiosks.own, kiosk)

/** Paths of the packets on a disk. */
export const packetsOf = (disk: MemoryDisk) =>
  Object.keys(disk.files()).filter((path) => path.endsWith('.packet'))

/** Plugs a stick into a kiosk with this disk, and gives what is said at the end. */
export async function carry(disk: MemoryDisk, stick: StickTwin) {
  await using stand = new StickTransferStand(await reopen(disk))
  return await stand.after(() => stand.usb.plug(stick))
}

/** A stick as it comes back from the office: what it carried there, and the receipts. */
export async function stickFromOffice(
  options: ConstructorParameters<typeof StickTwin>[0] = {},
): Promise<StickTwin> {
  const stick = new StickTwin(options)
  for (const [path, bytes] of firstTrip.disk.contents()) await put(stick, path, bytes)
  for (const [path, bytes] of office.contents())
    if (path.startsWith('receipt/')) await put(stick, path.replace('receipt', 'REKAM/IN'), bytes)
  return stick
}

/** Puts a file on a stick, as a computer that was let finish does. */
export async function put(stick: StickTwin, path: string, bytes: Uint8Array): Promise<void> {
  await stick.disk.makeDirectory(path.slice(0, path.lastIndexOf('/')))
  await stick.disk.write(path, bytes)
  stick.flush()
}
