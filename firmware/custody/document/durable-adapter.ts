import type { Adapter } from 'lowdb'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { parentOf } from '../../core/names.ts'
import { newer, type Parse } from './versioned.ts'

/** Why a document cannot be read: the medium, both generations are damaged, or a later Rekam has written it. */
export type StateFault =
  | DiskFault
  | { readonly kind: 'damaged'; readonly path: string }
  | { readonly kind: 'newer'; readonly path: string }

export function isStateFault(cause: unknown): cause is StateFault {
  return typeof cause === 'object' && cause !== null && 'kind' in cause && 'path' in cause
}

interface Generation {
  readonly number: number
  readonly body: unknown
}

/**
 * lowdb's storage with two generations, a checksum and every flush that a power cut asks for.
 * File: one header line `{"g":generation,"n":bytes,"h":sha256}`, then the JSON body; the hash is over
 * generation, line end and body. Stock lowdb never flushes and lost acknowledged writes in every power
 * cut tried (forward.md 3.2).
 */
export class DurableAdapter<T> implements Adapter<T> {
  readonly #disk: Disk
  readonly #path: string
  readonly #parse: Parse<T>
  #generation = 0
  // The newest file is damaged: the one before it is the only whole one and must outlive the next write.
  #newestDamaged = false

  constructor(disk: Disk, path: string, parse: Parse<T>) {
    this.#disk = disk
    this.#path = path
    this.#parse = parse
  }

  async read(): Promise<T | null> {
    const paths = [this.#path, `${this.#path}.prev`]
    const files = await Promise.all(paths.map((path) => this.#disk.read(path)))
    const found = files.flatMap((file, index) => {
      if (file.ok) return decode(file.value).map((one) => ({ ...one, newest: index === 0 }))
      // A file that cannot be read may be sound, and newer: only of the older one it does not matter.
      if (file.fault.kind !== 'not-found' && (index === 0 || file.fault.kind !== 'broken')) throw file.fault
      return []
    })
    for (const generation of found.sort((a, b) => b.number - a.number)) {
      const value = this.#parse(generation.body)
      if (value === undefined) continue
      // Never read as something else, and never written over.
      if (value === newer) throw { kind: 'newer', path: this.#path } satisfies StateFault
      this.#generation = generation.number
      this.#newestDamaged = !generation.newest
      return value
    }
    for (const file of files) if (!file.ok && file.fault.kind === 'broken') throw file.fault
    if (files.some((file) => file.ok)) throw { kind: 'damaged', path: this.#path } satisfies StateFault
    return null
  }

  async write(value: T): Promise<void> {
    const written = await this.#replace(encode(this.#generation + 1, value))
    if (!written.ok) throw written.fault
    this.#generation += 1
    this.#newestDamaged = false
  }

  #replace(bytes: Uint8Array): Promise<Result<void, DiskFault>> {
    const disk = this.#disk
    const directory = parentOf(this.#path)
    const keepOld = [
      () => disk.remove(`${this.#path}.prev`),
      async () => {
        const linked = await disk.link(this.#path, `${this.#path}.prev`)
        return !linked.ok && linked.fault.kind === 'not-found' ? ok() : linked
      },
    ]
    return inOrder([
      () => disk.makeDirectory(directory),
      () => disk.write(`${this.#path}.new`, bytes),
      ...(this.#newestDamaged ? [] : keepOld),
      () => disk.rename(`${this.#path}.new`, this.#path),
      () => disk.syncDirectory(directory),
    ])
  }
}

function encode(generation: number, value: unknown): Uint8Array {
  const body = Buffer.from(JSON.stringify(value))
  const header = JSON.stringify({ g: generation, n: body.length, h: hashOf(generation, body) })
  return Buffer.concat([Buffer.from(`${header}\n`), body])
}

// The generation is hashed too: a flipped digit in the older file would make it win over the newer one.
function hashOf(generation: number, body: Uint8Array): string {
  return sha256Hex(Buffer.concat([Buffer.from(`${generation}\n`), body]))
}

function decode(bytes: Uint8Array): Generation[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.indexOf(10)
  if (end < 0) return []
  const header = /^\{"g":(\d{1,15}),"n":(\d{1,10}),"h":"([0-9a-f]{64})"\}$/.exec(
    buffer.subarray(0, end).toString('latin1'),
  )
  const body = buffer.subarray(end + 1)
  const number = Number(header?.[1])
  if (!header || body.length !== Number(header[2]) || hashOf(number, body) !== header[3]) return []
  return [{ number, body: jsonFrom(body) }]
}
