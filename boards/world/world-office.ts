import type { IntakeDesk } from '../../firmware/intake/intake-desk.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Http } from '../../hal/contract/http.ts'
import { err } from '../../hal/contract/result.ts'
import { SmallOffice } from '../../sim/district/small-office.ts'
import type { Files, Machine } from '../../sim/world/box.ts'
import { Supply } from './supply.ts'
import type { WorldDisk } from './world-box.ts'

/** The registry's own intake behind a plug. Who calls while it is off hears nothing. */
export class WorldOffice implements Machine {
  readonly #disk: WorldDisk
  readonly #supply: Supply
  readonly #desk: Omit<IntakeDesk, 'out'>
  #office: SmallOffice | undefined

  constructor(disk: WorldDisk, desk: Omit<IntakeDesk, 'out'>) {
    this.#disk = disk
    this.#desk = desk
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

  powerOff(): void {
    this.#supply.pull()
  }

  cutAfter(calls: number): void {
    this.#supply.pullAfter(calls)
  }

  mend(): void {
    this.#supply.mend()
  }

  files(): Files {
    return this.#disk.contents()
  }
}

/** A folder of a disk as a disk of its own. */
function inFolder(disk: Disk, folder: string): Disk {
  const at = (path: string) => (path === '.' ? folder : `${folder}/${path}`)
  return {
    read: (path) => disk.read(at(path)),
    write: (path, bytes) => disk.write(at(path), bytes),
    append: (path, bytes) => disk.append(at(path), bytes),
    rename: (from, to) => disk.rename(at(from), at(to)),
    link: (from, to) => disk.link(at(from), at(to)),
    remove: (path) => disk.remove(at(path)),
    list: (path) => disk.list(at(path)),
    makeDirectory: (path) => disk.makeDirectory(at(path)),
    syncDirectory: (path) => disk.syncDirectory(at(path)),
  }
}
