import { fingerPiece } from '../../core/piece-name.ts'
import { encodeGreyPng } from '../../custody/packet/grey-png.ts'
import { drawInk } from '../capture/ink-image.ts'
import { photoFacts } from '../visit/photo-candidate.ts'
import type { NewEntry } from '../visit/visit-entry.ts'
import type { VisitEffect } from '../visit/visit-event.ts'
import { forgetPhotos } from './run-photo.ts'
import type { VisitMemory, VisitParts } from './visit-parts.ts'
import type { PressFacts } from './visit-store.ts'

/** Draws a signature and keeps it. */
export async function keepInk(parts: VisitParts, effect: Extract<VisitEffect, { type: 'keep-ink' }>) {
  const { widthPx, heightPx, pixels } = drawInk(effect.strokes)
  return parts.visitStore.storePiece(effect.piece, encodeGreyPng(widthPx, heightPx, pixels), { attempts: 1 })
}

/** Keeps the photo that was approved; both are forgotten once it is sealed. */
export async function keepPhoto(
  parts: VisitParts,
  memory: VisitMemory,
  { side, attempts, candidates, shown }: Extract<VisitEffect, { type: 'keep-photo' }>,
) {
  const at = side === 'left' ? 0 : 1
  const photo = memory.photos[at]
  if (!photo) throw new Error('approved a photo that was never taken')
  forgetPhotos({ photos: memory.photos.toSpliced(at, 1) })
  const scores = candidates.flatMap(({ score }) => score ?? [])
  const score = candidates[at]?.score
  const facts: PressFacts = {
    attempts,
    ...(score !== undefined && { score, scores }),
    photo: photoFacts(candidates, side, shown),
  }
  const kept = parts.visitStore.storePiece('face', photo, facts)
  return kept.finally(() => forgetPhotos(memory))
}

/** Keeps the best press of a finger. */
export async function keepFinger(
  parts: VisitParts,
  memory: VisitMemory,
  effect: Extract<VisitEffect, { type: 'keep-finger' }>,
) {
  const { best } = memory
  if (!best) throw new Error('kept a finger that was never pressed')
  const { widthPx, heightPx, pixels, dpi } = best.image
  const { scores, flaw, repeats } = effect
  const facts: PressFacts = {
    attempts: scores.length,
    score: best.quality.score,
    weak: flaw !== undefined,
    scores: [...scores],
    ...(flaw && { flaw }),
    ...(repeats && { repeats }),
  }
  const png = encodeGreyPng(widthPx, heightPx, pixels, dpi)
  // Before it is durable: one that the disk refuses now is kept later, and no other finger may pass for it.
  memory.fingers.set(effect.position, best.template)
  const kept = await parts.visitStore.storePiece(fingerPiece(effect.position), png, facts)
  memory.best = undefined
  return kept
}

/** The line of a note; the words of the assent stand in it by their hash. */
export function entryOf(parts: VisitParts, entry: Extract<VisitEffect, { type: 'note' }>['entry']): NewEntry {
  if (entry.type !== 'assent') return entry
  return { type: 'assented', text: parts.assentText(), consentRef: parts.person().consentRef }
}
