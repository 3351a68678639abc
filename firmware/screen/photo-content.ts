import type { FaceHint } from '../capture/judge-face.ts'
import { suggestedSide } from '../visit/photo-candidate.ts'
import { limits, type PhotoStage } from '../visit/visit-state.ts'
import type { LiveBody, PictureChoice } from './model/screen.ts'
import { type Content, choice } from './parts.ts'
import type { Text, VisitView } from './visit-screen.ts'

/** Live picture, countdown, the student's choice, or what is wrong with the camera. */
export function photoContent(stage: PhotoStage, view: VisitView, text: Text): Omit<Content, 'cue'> {
  const live: LiveBody = {
    kind: 'live',
    url: '/view.mjpg',
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
        choices: [choice(text, 'takePhoto', { do: 'take-photo' }, 'main')],
      }
    }
    case 'count':
      return { step: 3, words: countWords(stage.hint, text), body: { ...live, countdown: stage.countdown } }
    case 'taking':
      return { step: 3, words: text.photo.taking, body: { ...live, countdown: 0 } }
    case 'choose': {
      const left = limits.photoRetakes - stage.retakes
      const again = left > 0 ? [choice(text, 'retakePhoto', { do: 'retake-photo' })] : []
      return {
        step: 3,
        words: text.photo.choose(view.pictureUrls.length, left),
        body: { kind: 'pictures', pictures: pictureChoices(stage, view, text) },
        choices: again,
      }
    }
    case 'keeping':
      return { step: 3, words: text.keeping }
    case 'fault':
      return {
        step: 3,
        words: text.photo.fault[stage.fault ?? 'failed'],
        choices: [choice(text, 'tryAgain', { do: 'try-again' }, 'main')],
      }
  }
}

// While it counts there is time for one thing at most.
function countWords(hint: FaceHint | 'ready' | undefined, text: Text) {
  const asked = hint === undefined || hint === 'ready' ? [] : [`${text.photo.hint[hint]}.`]
  return { ...text.photo.count, lines: [...asked, ...text.photo.count.lines] }
}

function pictureChoices(
  { candidates = [] }: PhotoStage,
  view: VisitView,
  text: Text,
): readonly PictureChoice[] {
  const suggested = suggestedSide(candidates)
  return view.pictureUrls.map((url, at) => {
    const side = at === 0 ? 'left' : 'right'
    const flaw = candidates[at]?.hints[0]
    const weight = suggested === undefined || suggested === side ? 'main' : 'plain'
    return {
      url,
      alt: text.photo.alt(at + 1),
      choice: choice(text, 'usePhoto', { do: 'approve-photo', side }, weight),
      ...(suggested === side && { mark: text.photo.suggested }),
      ...(flaw && { flaw: text.photo.flaw[flaw] }),
    }
  })
}
