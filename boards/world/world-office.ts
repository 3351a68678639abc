import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import {
  provisioningOrderName,
  provisioningOrderSchema,
  signProvisioningOrder,
} from '../../firmware/service/provisioning/provisioning-order.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Http } from '../../hal/contract/http.ts'
import { err } from '../../hal/contract/result.ts'
import { SmallOffice } from '../../sim/district/small-office.ts'
import type { StickTwin } from '../../sim/usb/stick-twin.ts'
import type { Files, Office } from '../../sim/world/box.ts'
import type { WorldDisk } from './rot-file.ts'
import { Supply } from './supply.ts'

/** The registry's own intake behind a plug. A caller hears nothing while it is off. */
export class WorldOffice implements Office {
  readonly #disk: WorldDisk
  readonly #clock: Clock
  readonly #supply: Supply
  readonly #desk: Omit<IntakeContext, 'out'>
  #office: SmallOffice | undefined
  #daysOff = 0
  #answersOff = 0

  constructor(disk: WorldDisk, clock: Clock, desk: Omit<IntakeContext, 'out'>) {
    this.#disk = disk
    this.#clock = clock
    const wallMs = () => desk.wallMs() + this.#offMs()
    this.#desk = { ...desk, wallMs }
    this.#supply = new Supply(() => {
      this.#office = undefined
      disk.cut()
    })
  }

  /** The office as the link sees it. */
  readonly http: Http = {
    // In the middle of a request that it does not outlive the office never answers.
    send: async (...request) => {
      return this.#office?.send(request[0]) ?? err({ kind: 'unreachable', detail: 'ECONNREFUSED' })
    },
  }

  get on(): boolean {
    return this.#supply.on
  }

  async powerOn(): Promise<boolean> {
    this.#supply.plugIn()
    const disk = this.#supply.lend<Disk>(this.#disk)
    this.#office = new SmallOffice(
      disk,
      { mail: inFolder(disk, 'mail'), published: inFolder(disk, 'down') },
      { ...this.#desk, out: inFolder(disk, 'out') },
    )
    return true
  }

  async workOff(stick: Disk): Promise<void> {
    const office = this.#office
    if (!office || !this.on) return
    const disk = this.#supply.lend<Disk>(this.#disk)
    const work = async () => {
      await office.takeInFrom(inFolder(stick, 'REKAM/OUT'))
      const receipts = await disk.list('out/receipt')
      await stick.makeDirectory('REKAM/IN')
      for (const { name } of receipts.ok ? receipts.value : []) {
        const file = await disk.read(`out/receipt/${name}`)
        if (file.ok) await stick.write(`REKAM/IN/${name}`, file.value)
      }
      await stick.syncDirectory('REKAM/IN')
    }
    // Cut in between it never ends; the stick is given back as it is.
    await Promise.race([work(), this.#untilOff()])
  }

  async #untilOff(): Promise<void> {
    while (this.on) await this.#clock.sleep(1_000)
  }

  powerOff(): void {
    this.#supply.pull()
  }

  cutAfter(calls: number): void {
    this.#supply.pullAfter(calls)
  }

  mend(): void {
    this.#supply.mend()
    this.#answersOff = 0
  }

  shiftClock(days: number, answers: number): void {
    this.#daysOff = days
    this.#answersOff = answers
  }

  #offMs(): number {
    if (this.#answersOff === 0) return 0
    this.#answersOff -= 1
    return this.#daysOff * 86_400_000
  }

  renameOrder(stick: StickTwin): void {
    const givenMs = this.#desk.wallMs()
    const order = provisioningOrderSchema.parse({
      v: 1,
      device: 'rk-0000000000',
      number: givenMs,
      givenMs,
      school: '38888888',
      letter: 'Z',
    })
    const { bytes, signature } = signProvisioningOrder(order, this.#desk.key)
    const [device = ''] = this.#desk.devices.keys()
    const { medium } = stick.disk
    for (const folder of ['REKAM', 'REKAM/IN']) medium.makeDirectory(folder)
    medium.write(`REKAM/IN/${provisioningOrderName(device)}`, bytes)
    medium.write(`REKAM/IN/site-${device}.sig`, Buffer.from(signature))
    stick.flush()
  }

  files(): Files {
    return this.#disk.contents()
  }
}

/** A folder of a disk as a disk of its own. */
function inFolder(disk: Disk, folder: string): Disk {
  const at = (path: string) => (path === '.' ? folder : `${folder}/${path}`)
  return {
    read: (path, mostBytes) => disk.read(at(path), mostBytes),
    write: (path, bytes) => disk.write(at(path), bytes),
    append: (path, bytes) => disk.append(at(path), bytes),
    rename: (from, to) => disk.rename(at(from), at(to)),
    link: (from, to) => disk.link(at(from), at(to)),
    remove: (path) => disk.remove(at(path)),
    list: (path, wanted) => disk.list(at(path), wanted),
    makeDirectory: (path) => disk.makeDirectory(at(path)),
    syncDirectory: (path) => disk.syncDirectory(at(path)),
  }
}
