import { ok, type Result } from '../../../hal/contract/result.ts'
import { mebibyte } from '../../core/names.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import { acceptRoster, acceptStatuses, type UpdateResult, type UpdateStore } from './accept-update.ts'
import { type FetchFault, type FetchParts, fetchPublished } from './fetch-published.ts'

/** The outcome of one file that came down. */
export interface UpdateOutcome {
  readonly file: 'key-list' | 'status' | 'roster'
  readonly result: Result<UpdateResult, { readonly kind: string }>
}

export interface UpdateParts extends FetchParts, UpdateStore {
  /** Puts a key list in force, if it may follow the one that is. */
  readonly takeKeyList: (document: SignedDocument) => Promise<Result<UpdateResult, { readonly kind: string }>>
}

const limitBytes = { 'key-list': 512 * 1024, status: 4 * mebibyte, roster: 16 * mebibyte } as const

/**
 * Looks whether the registry has published something new for this school and takes it over: the key list first,
 * as it says whose signatures count for the rest. A file that is refused never holds up another.
 */
export async function fetchUpdates(
  parts: UpdateParts,
  signal: AbortSignal,
): Promise<Result<readonly UpdateOutcome[], FetchFault>> {
  const outcomes: UpdateOutcome[] = []
  const files = [
    ['key-list', 'down/key-list', '.json', (document: SignedDocument) => parts.takeKeyList(document)],
    [
      'status',
      `down/status-${parts.school}`,
      '.json',
      (document: SignedDocument) => acceptStatuses(parts, document),
    ],
    [
      'roster',
      `down/roster-${parts.school}`,
      '.json.age',
      (document: SignedDocument) => acceptRoster(parts, document),
    ],
  ] as const
  for (const [file, path, ending, accept] of files) {
    const isDamaged = file === 'roster' && parts.roster.lost.length > 0
    const etag = isDamaged ? undefined : parts.news.value.etags[file]
    const content = await fetchPublished(parts, `${path}${ending}`, etag, limitBytes[file], signal)
    if (!content.ok) return content
    if (!content.value) continue
    const signature = await fetchPublished(parts, `${path}.sig`, undefined, 4_096, signal)
    if (!signature.ok) return signature
    if (!signature.value) continue
    const text = Buffer.from(signature.value.bytes).toString('latin1')
    const result = await accept({ bytes: content.value.bytes, signature: text })
    if (result.ok) await remember(parts, file, content.value.etag)
    outcomes.push({ file, result })
  }
  return ok(outcomes)
}

// Forgotten by a full disk it only costs one more look.
async function remember({ news }: UpdateParts, file: UpdateOutcome['file'], etag: string): Promise<void> {
  if (etag) await news.update((before) => ({ ...before, etags: { ...before.etags, [file]: etag } }))
}
