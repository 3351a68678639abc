import { createHash } from 'node:crypto'
import type { Disk } from '../../hal/contract/disk.ts'
import type { HttpAnswer } from '../../hal/contract/http.ts'

const names =
  /^\/down\/((?:key-list|status-\d{8})\.json|roster-\d{8}\.json\.age|(?:key-list|status-\d{8}|roster-\d{8})\.sig)$/

/** The path of a published file below its folder, from an address; nothing for any other address. */
export function publishedPath(pathname: string): string | undefined {
  return names.exec(pathname)?.[1]
}

/** The answer of any web server to a GET of a file: ETag, 304, one range (RFC 9110 sections 13 and 14). */
export async function servePublished(
  published: Disk,
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<HttpAnswer> {
  const file = await published.read(path)
  if (!file.ok) return { status: 404, headers: {}, body: new Uint8Array() }
  const etag = `"${createHash('sha256').update(file.value).digest('hex').slice(0, 32)}"`
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: new Uint8Array() }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers['range'] ?? '') ?? []
  const isWhole = from === undefined || (headers['if-range'] ?? etag) !== etag
  const first = Number(from)
  if (isWhole || file.value.length === 0) return { status: 200, headers: { etag }, body: file.value }
  if (first >= file.value.length) return { status: 416, headers: { etag }, body: new Uint8Array() }
  const last = Math.min(to ? Number(to) : Number.POSITIVE_INFINITY, file.value.length - 1)
  const range = `bytes ${first}-${last}/${file.value.length}`
  return { status: 206, headers: { etag, 'content-range': range }, body: file.value.slice(first, last + 1) }
}
