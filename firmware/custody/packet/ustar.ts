import { err, ok, type Result } from '../../../hal/contract/result.ts'

/** One file of an archive. */
export interface ArchiveEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Why an archive was refused, and at which byte. */
export interface ArchiveFault {
  readonly kind: 'bad-archive'
  readonly offset: number
  readonly reason: 'truncated' | 'checksum' | 'name' | 'type' | 'size' | 'padding' | 'duplicate' | 'trailing'
}

const blockBytes = 512

/**
 * A ustar archive (POSIX.1-1988) with nothing in it that differs from one kiosk to the next:
 * owner 0, mode 0644, time 0. The same entries give the same bytes.
 */
export function packUstar(entries: readonly ArchiveEntry[]): Uint8Array {
  const blocks = entries.flatMap(({ name, bytes }) => [
    header(name, bytes.length),
    bytes,
    new Uint8Array(paddingOf(bytes.length)),
  ])
  return new Uint8Array(Buffer.concat([...blocks, new Uint8Array(2 * blockBytes)]))
}

/** Reads what `packUstar` writes and refuses everything else: any flipped bit outside file contents is found. */
export function readUstar(archive: Uint8Array): Result<readonly ArchiveEntry[], ArchiveFault> {
  const entries: ArchiveEntry[] = []
  const names = new Set<string>()
  let offset = 0
  const refused = (reason: ArchiveFault['reason']) => err({ kind: 'bad-archive', offset, reason })
  while (offset + blockBytes <= archive.length) {
    const block = archive.subarray(offset, offset + blockBytes)
    if (block.every((byte) => byte === 0)) {
      const rest = archive.subarray(offset)
      return rest.length === 2 * blockBytes && rest.every((byte) => byte === 0)
        ? ok(entries)
        : refused('trailing')
    }
    const parsed = parseHeader(block)
    if (typeof parsed === 'string') return refused(parsed)
    if (names.has(parsed.name)) return refused('duplicate')
    const start = offset + blockBytes
    const end = start + parsed.bytes
    const next = end + paddingOf(parsed.bytes)
    if (next > archive.length) return refused('truncated')
    if (archive.subarray(end, next).some((byte) => byte !== 0)) return refused('padding')
    names.add(parsed.name)
    entries.push({ name: parsed.name, bytes: archive.subarray(start, end) })
    offset = next
  }
  return refused('truncated')
}

function paddingOf(bytes: number): number {
  return (blockBytes - (bytes % blockBytes)) % blockBytes
}

function header(name: string, bytes: number): Uint8Array {
  if (!isPlainName(name)) throw new Error('archive names are short and plain')
  const block = Buffer.alloc(blockBytes)
  block.write(name, 0, 'latin1')
  block.write('0000644\0', 100, 'latin1')
  block.write('0000000\0', 108, 'latin1')
  block.write('0000000\0', 116, 'latin1')
  block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  block.write('00000000000\0', 136, 'latin1')
  block.write('        ', 148, 'latin1')
  block.write('0', 156, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

// The strictest reading there is: build the header that name and size ask for, and compare.
function parseHeader(block: Uint8Array): { name: string; bytes: number } | ArchiveFault['reason'] {
  const text = Buffer.from(block).toString('latin1')
  const name = text.slice(0, text.indexOf('\0'))
  if (!isPlainName(name)) return 'name'
  if (text[156] !== '0') return 'type'
  const size = /^[0-7]{11}\0$/.exec(text.slice(124, 136))
  if (!size) return 'size'
  const bytes = Number.parseInt(size[0], 8)
  return Buffer.from(header(name, bytes)).equals(Buffer.from(block)) ? { name, bytes } : 'checksum'
}

function isPlainName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,98}$/.test(name)
}
