import { limits, type PhotoStage } from '../visit/visit-state.ts'
import { type Content, choice } from './parts.ts'
import type { Text, VisitView } from './visit-screen.ts'

/** Live picture, countdown, the student's choice, or what is wrong with the camera. */
export function photoContent(stage: PhotoStage, view: VisitView, text: Text): Omit<Content, 'cue'> {
  const live = {
    kind: 'live',
    url: '/view.mjpg',
    alt: text.photo.mirror,
    background: view.background,
  } as const
  switch (stage.step) {
    case 'live':
      return {
        step: 3,
        words: text.photo.live(view.background),
        body: live,
        choices: [choice(text, 'takePhoto', { do: 'take-photo' }, 'main')],
      }
    case 'count':
      return { step: 3, words: text.photo.count, body: { ...live, countdown: stage.countdown } }
    case 'taking':
      return { step: 3, words: text.photo.taking, body: { ...live, countdown: 0 } }
    case 'choose': {
      const left = limits.photoRetakes - stage.retakes
      const again = left > 0 ? [choice(text, 'retakePhoto', { do: 'retake-photo' })] : []
      return {
        step: 3,
        words: text.photo.choose(left),
        body: { kind: 'picture', url: view.pictureUrl, alt: text.photo.alt },
        choices: [...again, choice(text, 'usePhoto', { do: 'approve-photo' }, 'main')],
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
