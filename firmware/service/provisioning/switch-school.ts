import { z } from 'zod'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { parentOf } from '../../core/names.ts'
import { openDocument } from '../../custody/document/document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { versioned } from '../../custody/document/versioned.ts'
import type { Site } from './site.ts'

/** The school whose files are in their places, and the progress of a change. */
const placesSchema = z.strictObject({
  v: z.literal(1),
  /** The school whose files are in place; none between putting away and fetching. */
  school: z.string().optional(),
  to: z.string().optional(),
  /** Number of the highest order that this box has obeyed: a box whose site is damaged obeys no older one. */
  order: z.int().nonnegative().optional(),
})

type Places = z.infer<typeof placesSchema>

/** The files of one school; all others belong to the box and go on. */
const things = [
  'roster',
  'spool/draft',
  'state/queue.json',
  'state/queue.json.prev',
  'state/news.json',
  'state/news.json.prev',
  'state/guesses.json',
  'state/guesses.json.prev',
] as const

/**
 * Puts the class lists, the line, the unfinished visits and the updates of another school away under `schools/<npsn>`,
 * and fetches those of this one. Packets and their chain stay: they say themselves whose they are. Cut anywhere, it
 * goes on at the next start.
 */
export async function switchSchool(
  disk: Disk,
  { school, order }: Pick<Site, 'school' | 'order'>,
): Promise<Result<void, StateFault>> {
  const opened = await openPlaces(disk)
  if (!opened.ok) return opened
  const places = opened.value
  const noted = await noteOrder(places, order)
  if (!noted.ok) return noted
  const { school: there, to } = places.value
  if (there === school && to === undefined) return ok()
  // The first school of this box, or of one from before there were several: all of it is already its own.
  if (there === undefined && to === undefined) return places.replace({ v: 1, school })
  return inOrder<StateFault>([
    // A change that was cut short, and is no longer wanted, is finished first: then nothing lies in between.
    ...(to === undefined || to === school ? [] : [() => change(disk, places, there, to)]),
    () => change(disk, places, places.value.school, school),
  ])
}

/** Number of the highest order that this box has obeyed; 0 for none. */
export async function lastOrderOf(disk: Disk): Promise<number> {
  const opened = await openPlaces(disk)
  return opened.ok ? (opened.value.value.order ?? 0) : 0
}

async function openPlaces(disk: Disk): Promise<Result<PlacesDocument, StateFault>> {
  const initial: Places = { v: 1 }
  const opened = await openDocument(disk, 'state/places.json', versioned(1, placesSchema), initial)
  if (!opened.ok) return opened
  const { value: document } = opened
  return ok({
    get value() {
      return document.value
    },
    note: (order) => document.update((before) => ({ ...before, order })),
    replace: (next) => document.update(({ order }) => (order === undefined ? next : { ...next, order })),
  })
}

async function noteOrder(places: PlacesDocument, order: number): Promise<Result<void, DiskFault>> {
  return order > (places.value.order ?? 0) ? places.note(order) : ok()
}

interface PlacesDocument {
  readonly value: Places
  /** The number of the order stays with whatever else changes. */
  replace(next: Places): Promise<Result<void, DiskFault>>
  note(order: number): Promise<Result<void, DiskFault>>
}

async function change(
  disk: Disk,
  places: PlacesDocument,
  from: string | undefined,
  to: string,
): Promise<Result<void, DiskFault>> {
  if (from === to) return places.replace({ v: 1, school: to })
  return inOrder([
    ...(from === undefined
      ? []
      : [
          () => places.replace({ v: 1, school: from, to }),
          () =>
            moveAll(
              disk,
              (thing) => thing,
              (thing) => `schools/${from}/${thing}`,
            ),
        ]),
    () => places.replace({ v: 1, to }),
    () =>
      moveAll(
        disk,
        (thing) => `schools/${to}/${thing}`,
        (thing) => thing,
      ),
    () => places.replace({ v: 1, school: to }),
  ])
}

type Place = (thing: string) => string

async function moveAll(disk: Disk, from: Place, to: Place): Promise<Result<void, DiskFault>> {
  for (const thing of things) {
    const moved = await move(disk, from(thing), to(thing))
    if (!moved.ok) return moved
  }
  return ok()
}

async function move(disk: Disk, from: string, to: string): Promise<Result<void, DiskFault>> {
  const moved = await inOrder([
    () => disk.makeDirectory(parentOf(to)),
    () => disk.rename(from, to),
    () => disk.syncDirectory(parentOf(to)),
    () => disk.syncDirectory(parentOf(from)),
  ])
  // Never was, or went before the cut.
  return !moved.ok && moved.fault.kind === 'not-found' ? ok() : moved
}
