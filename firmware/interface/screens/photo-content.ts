import type { FaceHint } from '../../recording/face/judge-face.ts'
import { type PhotoCandidate, suggestedSide } from '../../recording/visit/photo-candidate.ts'
import { limits, type PhotoStage } from '../../recording/visit/visit-state.ts'
import type { LiveBody, PictureChoice } from '../model/screen.ts'
import { type Content, choice, type Text, type VisitView } from './parts.ts'

/** Live picture, countdown, the student's choice, or what is wrong with the camera. */
export function photoContent(stage: PhotoStage, view: VisitView, text: Text): Omit<Content, 'cue'> {
  const live: LiveBody = {
    kind: 'live',
    url: '/view.mjpg',
    alt: text.photo.mirror,
    background: view.background,
    ...(stage.hint && { stance: stage.hint === 'ready' ? 'ready' : 'change' }),
  }
  switch (stage.step) {
    case 'live': {
      const words = text.photo.live(view.background)
      return {
        step: 3,
        words: stage.hint ? { ...words, title: text.photo.hint[stage.hint] } : words,
        body: live,
        choices: [choice(text, 'takePhoto', { type: 'take-photo' }, 'main')],
      }
    }
    case 'count':
      return { step: 3, words: countWords(stage.hint, text), body: { ...live, countdown: stage.countdown } }
    case 'taking':
      return { step: 3, words: text.photo.taking, body: { ...live, countdown: 0 } }
    case 'choose': {
      const { candidates = [], retakes } = stage
      const left = limits.photoRetakes - retakes
      const again = left > 0 ? [choice(text, 'retakePhoto', { type: 'retake-photo' })] : []
      return {
        step: 3,
        words: text.photo.choose(candidates.length, left),
        body: { kind: 'pictures', pictures: pictureChoices(candidates, view, text) },
        choices: again,
      }
    }
    case 'keeping':
      return { step: 3, words: text.keeping }
    case 'fault':
      return {
        step: 3,
        words: text.photo.fault[stage.fault ?? 'failed'],
        choices: [choice(text, 'tryAgain', { type: 'try-again' }, 'main')],
      }
  }
}

// While it counts there is time for one thing at most.
function countWords(hint: FaceHint | 'ready' | undefined, text: Text) {
  const asked = hint === undefined || hint === 'ready' ? [] : [`${text.photo.hint[hint]}.`]
  return { ...text.photo.count, lines: [...asked, ...text.photo.count.lines] }
}

function pictureChoices(
  candidates: readonly PhotoCandidate[],
  { pictureUrls }: VisitView,
  text: Text,
): readonly PictureChoice[] {
  const suggested = suggestedSide(candidates)
  return candidates.map(({ hints: [worst] }, at) => {
    const side = at === 0 ? 'left' : 'right'
    const weight = suggested === side || candidates.length === 1 ? 'main' : 'plain'
    return {
      url: pictureUrls[at] ?? '',
      alt: text.photo.alt(at + 1),
      choice: choice(text, 'usePhoto', { type: 'approve-photo', side }, weight),
      ...(suggested === side && { mark: text.photo.suggested }),
      ...(worst && { flaw: text.photo.flaw[worst] }),
    }
  })
}
