import { z } from 'zod'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { Document } from '../../custody/document/document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { mergeList } from '../../school/roster/merge-list.ts'
import type { RosterStore } from '../../school/roster/roster-store.ts'
import { type RosterFault, readRosterFile } from './roster-file.ts'
import { type PublishedFault, readStatusFile, statusFileSchema } from './status-file.ts'

/** The newest files that came down; an older one never follows. */
export const downlinkStateSchema = z.strictObject({
  v: z.literal(1),
  /** Number of the newest list of pupils; 0 for none. */
  roster: z.int().nonnegative(),
  /** The newest statuses. */
  status: statusFileSchema.optional(),
  /** The server's mark (ETag) of each file when it was taken over. */
  etags: z.record(z.string(), z.string()),
})

export interface DownlinkState extends z.infer<typeof downlinkStateSchema> {}

export const noDownlinkState: DownlinkState = { v: 1, roster: 0, etags: {} }

/** Why a file that came down was not taken over. Nothing has changed then. */
export type UpdateFault =
  | RosterFault
  | PublishedFault
  | DiskFault
  | StateFault
  | { readonly kind: 'older'; readonly number: number }
  /** This kiosk has no identity of its own, so no list was made for it. */
  | { readonly kind: 'no-identity' }

export interface UpdateStore {
  readonly news: Document<DownlinkState>
  readonly roster: RosterStore
  /** NPSN. */
  readonly school: string
  /** age identity of this kiosk; absent where there is none yet. */
  readonly identity: string | undefined
  readonly receiptKeys: () => readonly string[]
}

/** Whether a file brought something new, or was here already. */
export type UpdateResult = 'new' | 'known'

/** Takes statuses over in one step, from the link or a stick. */
export async function acceptStatuses(
  { news, school, receiptKeys }: UpdateStore,
  document: SignedDocument,
): Promise<Result<UpdateResult, UpdateFault>> {
  const file = readStatusFile(document, school, receiptKeys())
  if (!file.ok) return file
  const known = news.value.status?.school === school ? news.value.status.number : 0
  if (file.value.number === known) return ok('known')
  if (file.value.number < known) return err({ kind: 'older', number: file.value.number })
  const saved = await news.update((before) => ({ ...before, status: file.value }))
  return saved.ok ? ok('new') : saved
}

/** Takes a list of pupils over, all or none: the list first, then its number, so that a cut only repeats it. */
export async function acceptRoster(
  { news, roster, school, identity, receiptKeys }: UpdateStore,
  document: SignedDocument,
): Promise<Result<UpdateResult, UpdateFault>> {
  if (identity === undefined) return err({ kind: 'no-identity' })
  const file = await readRosterFile(document, school, receiptKeys(), identity)
  if (!file.ok) return file
  const { number, students } = file.value
  // The same list once more puts a class right that is damaged here.
  if (number === news.value.roster && roster.lost.length === 0) return ok('known')
  if (number < news.value.roster) return err({ kind: 'older', number })
  const list = { listed: students, source: 'registry', list: `Dukcapil ${number}` } as const
  const saved = await roster.save(mergeList(roster.all(), list).students)
  if (!saved.ok) return saved
  const noted = await news.update((before) => ({ ...before, roster: number }))
  return noted.ok ? ok('new') : noted
}
