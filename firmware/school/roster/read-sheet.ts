import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse'
import readXlsxFile from 'read-excel-file/node'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { mebibyte } from '../../core/names.ts'

/** A cell as the file holds it. */
export type Cell = string | number | boolean | Date | null

/** A row with the number that the spreadsheet program shows beside it. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly Cell[]
}

/** The reason why a whole file was refused, in words for the attendant: cause and remedy. */
export interface SheetFault {
  readonly kind: 'too-large' | 'not-a-sheet' | 'damaged' | 'no-headings'
  /** Where reading stopped, if it got so far. */
  readonly row?: number
  readonly reason: string
  readonly remedy: string
}

export const largestFileBytes = 20 * mebibyte
const largestUnpackedBytes = 200 * mebibyte

/** To be asked before a file is read at all. */
export function sizeFault(bytes: number): SheetFault | undefined {
  if (bytes <= largestFileBytes) return undefined
  return {
    kind: 'too-large',
    reason: `Berkas ${Math.round(bytes / 1024 / 1024)} MB, batasnya 20 MB.`,
    remedy: 'Ekspor ulang daftar peserta didik saja, tanpa gambar dan lembar lain.',
  }
}

/** Rows of an .xlsx or of a text file with commas, semicolons or tabs. Decided by content, not by name. */
export async function readSheet(bytes: Uint8Array): Promise<Result<readonly SheetRow[], SheetFault>> {
  const large = sizeFault(bytes.length)
  if (large) return err(large)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return readWorkbook(buffer)
  if (buffer.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    return err({
      kind: 'not-a-sheet',
      reason: 'Berkas ini format Excel lama (.xls) atau terkunci kata sandi.',
      remedy: 'Buka di Excel, hapus kata sandi, lalu simpan sebagai .xlsx.',
    })
  }
  return readText(buffer)
}

async function readWorkbook(buffer: Buffer): Promise<Result<readonly SheetRow[], SheetFault>> {
  const damaged: SheetFault = {
    kind: 'damaged',
    reason: 'Berkas .xlsx rusak atau bukan buku kerja Excel.',
    remedy: 'Unduh ulang dari Dapodik, atau buka di Excel dan simpan lagi sebagai .xlsx.',
  }
  const unpacked = declaredSize(buffer)
  if (unpacked === undefined) return err(damaged)
  if (unpacked > largestUnpackedBytes) {
    return err({ ...damaged, kind: 'too-large', reason: 'Isi berkas .xlsx terlalu besar setelah dibuka.' })
  }
  return readXlsxFile(buffer).then(
    (sheets) => {
      const rows = (sheets as unknown as { data?: Cell[][] }[])[0]?.data ?? []
      return ok(rows.map((cells, index) => ({ number: index + 1, cells: cells.map(wholeCharacters) })))
    },
    () => err(damaged),
  )
}

// A workbook may hold half of a character (`&#xD800;`), which no signed document can.
function wholeCharacters(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.toWellFormed() : cell
}

async function readText(buffer: Buffer): Promise<Result<readonly SheetRow[], SheetFault>> {
  const nul = buffer.indexOf(0)
  if (nul >= 0) {
    const row = buffer.subarray(0, nul).toString('latin1').split('\n').length
    return err({
      kind: 'not-a-sheet',
      row,
      reason: `Ada byte NUL di baris ${row}: ini bukan berkas teks.`,
      remedy: 'Simpan ulang daftar sebagai .xlsx atau CSV UTF-8.',
    })
  }
  const text = isUtf8(buffer) ? buffer.toString('utf8') : new TextDecoder('windows-1252').decode(buffer)
  const delimiter = mostFrequent(text.slice(0, 4_000), [';', ',', '\t'])
  return new Promise((resolve) => {
    const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: false, info: true }
    parse(text, options, (cause, found) => {
      if (cause) return resolve(err(textFault(cause)))
      const records = found as unknown as { record: string[]; info: { lines: number } }[]
      resolve(ok(records.map(({ record, info }) => ({ number: info.lines, cells: record }))))
    })
  })
}

function textFault(cause: Error): SheetFault {
  const row = 'lines' in cause ? Number(cause.lines) : undefined
  return {
    kind: 'damaged',
    ...(row !== undefined && { row }),
    reason: `Tanda kutip tidak berpasangan${row === undefined ? '' : ` di baris ${row}`}.`,
    remedy: 'Perbaiki baris itu, atau simpan ulang sebagai .xlsx.',
  }
}

function mostFrequent(text: string, marks: readonly string[]): string {
  const count = (mark: string) => text.split(mark).length
  return marks.reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/**
 * Sum of the unpacked sizes that a ZIP declares (APPNOTE 4.3.12), so that a small file that unpacks to
 * gigabytes is refused before anything is unpacked. `undefined` when the directory makes no sense.
 */
export function declaredSize(zip: Buffer): number | undefined {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > zip.length) return undefined
  const entries = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  let total = 0
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return undefined
    total += zip.readUInt32LE(at + 24)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return total
}
