/** A record of ISO/IEC 19794-4:2011 or -5:2011 with its one image, field by field, as numbers. */
export interface IsoImage {
  readonly fields: Readonly<Record<string, number>>
  readonly quality: readonly { readonly score: number; readonly vendor: number; readonly algorithm: number }[]
  /** `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly taken: string
  readonly image: Buffer
}

type Layout = readonly (readonly [name: string, bytes: number])[]

const general: Layout = [
  ['length', 4],
  ['representations', 2],
  ['certification', 1],
]
const date: Layout = [
  ['year', 2],
  ['month', 1],
  ['day', 1],
  ['hour', 1],
  ['minute', 1],
  ['second', 1],
  ['millisecond', 2],
]
const device: Layout = [
  ['technology', 1],
  ['vendor', 2],
  ['type', 2],
  ['qualityBlocks', 1],
]
const finger: Layout = [
  ['position', 1],
  ['view', 1],
  ['units', 1],
  ['captureRateX', 2],
  ['captureRateY', 2],
  ['imageRateX', 2],
  ['imageRateY', 2],
  ['bitDepth', 1],
  ['compression', 1],
  ['impression', 1],
  ['width', 2],
  ['height', 2],
]
const face: Layout = [
  ['landmarks', 2],
  ['gender', 1],
  ['eyes', 1],
  ['hair', 1],
  ['subjectHeight', 1],
  ['features', 3],
  ['expression', 2],
  ['pose', 3],
  ['poseUncertainty', 3],
  ['imageType', 1],
  ['dataType', 1],
  ['width', 2],
  ['height', 2],
  ['sampling', 1],
  ['processing', 2],
  ['crossReference', 1],
  ['colour', 1],
]

/** Reads the records we write, strictly, and shares nothing with the writer. Every length must add up. */
export function decodeIsoRecord(bytes: Buffer): IsoImage {
  const magic = bytes.toString('latin1', 0, 8)
  const isFinger = magic === 'FIR\x00020\x00'
  if (!isFinger && magic !== 'FAC\x00030\x00') throw new Error('another format')
  let at = 8
  const fields: Record<string, number> = {}
  const number = (size: number) => {
    if (at + size > bytes.length) throw new Error(`ends at ${bytes.length}`)
    at += size
    return bytes.readUIntBE(at - size, size)
  }
  const take = (layout: Layout) => {
    for (const [name, size] of layout) fields[name] = number(size)
  }
  take([...general, isFinger ? ['fingers', 1] : ['temporal', 2]])
  if (fields['length'] !== bytes.length) throw new Error(`says ${fields['length']}, is ${bytes.length}`)
  const start = at
  take([['representationLength', 4], ...date, ...device])
  const quality = Array.from({ length: fields['qualityBlocks'] ?? 0 }, () => {
    return { score: number(1), vendor: number(2), algorithm: number(2) }
  })
  take(isFinger ? finger : face)
  const size = number(4)
  const image = bytes.subarray(at, at + size)
  at += size
  if (at !== bytes.length) throw new Error(`ends at ${at}, is ${bytes.length}`)
  if (fields['representationLength'] !== at - start) throw new Error('another representation length')
  return { fields, quality, taken: takenAt(fields), image }
}

function takenAt(fields: Readonly<Record<string, number>>): string {
  const digits = (name: string, count = 2) => String(fields[name]).padStart(count, '0')
  const day = [digits('year', 4), digits('month'), digits('day')].join('-')
  const time = [digits('hour'), digits('minute'), digits('second')].join(':')
  return `${day}T${time}.${digits('millisecond', 3)}Z`
}
