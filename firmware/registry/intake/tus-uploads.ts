import { z } from 'zod'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { jsonFrom } from '../../core/json-from.ts'
import type { FilePlace } from './intake-types.ts'

/** The finished uploads of one batch in the store of a tus server, by the names they were announced with. */
export interface BatchUploads {
  readonly batch: string
  readonly files: ReadonlyMap<string, FilePlace>
}

const text = z.string().max(200)
const metadataSchema = z.looseObject({ device: text, seq: text, name: text, batch: text.optional() })
// `@tus/file-store` keeps `<id>` and `<id>.json`; tusd keeps `<id>` (or `<id>.bin`) and `<id>.info`.
const infoSchema = z.union([
  z.looseObject({ size: z.int().positive(), metadata: metadataSchema }),
  z
    .looseObject({ Size: z.int().positive(), MetaData: metadataSchema })
    .transform(({ Size, MetaData }) => ({ size: Size, metadata: MetaData })),
])
const largestInfoBytes = 64 * 1024

/** Reads the notes that a tus server keeps beside its uploads. Uploads that are not complete yet are left out. */
export async function tusUploads(
  disk: Disk,
  files: ReadonlyMap<string, FilePlace>,
): Promise<{ readonly batches: readonly BatchUploads[]; readonly unread: readonly DiskFault[] }> {
  const unread: DiskFault[] = []
  const batches = new Map<string, Map<string, FilePlace>>()
  for (const [name, note] of files) {
    const id = /^(.+)\.(?:json|info)$/.exec(name)?.[1]
    const data = id === undefined ? undefined : (files.get(id) ?? files.get(`${id}.bin`))
    if (!data || note.bytes === 0 || note.bytes > largestInfoBytes) continue
    const read = await disk.read(note.path)
    if (!read.ok) unread.push(read.fault)
    const info = read.ok ? infoSchema.safeParse(jsonFrom(read.value)).data : undefined
    if (!info || info.size !== data.bytes) continue
    const { device, seq, batch, name: announced } = info.metadata
    const key = [device, seq, ...(batch === undefined ? [] : [batch])].join('/')
    const uploads = batches.get(key) ?? new Map<string, FilePlace>()
    batches.set(key, uploads.set(announced, data))
  }
  return { batches: [...batches].map(([batch, uploads]) => ({ batch, files: uploads })), unread }
}
