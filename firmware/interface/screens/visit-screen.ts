import encodeQr from 'qr'
import { exhaustive } from '../../core/exhaustive.ts'
import type { IssuedReceipt } from '../../custody/chain/issue-student-receipt.ts'
import { isOwnerKnown, type Stage, type VisitState } from '../../recording/visit/visit-state.ts'
import { cueOfVisit } from '../cues/cue-of.ts'
import { messages } from '../messages/messages.ts'
import type { ReceiptBody } from '../model/screen.ts'
import { fingerContent, verifyContent } from './finger-content.ts'
import { inkContent } from './ink-content.ts'
import {
  type Content,
  choice,
  compose,
  datePad,
  type ScreenDraft,
  type Text,
  type VisitView,
} from './parts.ts'
import { photoContent } from './photo-content.ts'
import { pickFingerContent, reviewContent } from './review-content.ts'

/** The screen of a visit's moment: one decision, words in the student's language. */
export function visitScreen(state: VisitState, view: VisitView): ScreenDraft {
  const text = messages(view.language)
  const asked = state.question ? question(state, text) : stageContent(state, state.stage, view, text)
  const over = state.stage.type === 'over' || state.stage.type === 'receipt' || state.stage.type === 'closing'
  const leave = over || state.question ? [] : [choice(text, 'leave', { type: 'leave' }, 'quiet')]
  return compose(text, view.language, {
    cue: cueOfVisit(state),
    ticket: state.ticket,
    ...asked,
    edge: [...(asked.edge ?? []), ...leave],
  })
}

type StageContent = Omit<Content, 'cue'>

function question(state: VisitState, text: Text): StageContent {
  if (state.question === 'still-here') {
    return { words: text.stillHere, choices: [choice(text, 'stillHere', { type: 'still-here' }, 'main')] }
  }
  return {
    words: text.leave,
    choices: [
      ...(isOwnerKnown(state.stage) ? [choice(text, 'eraseAll', { type: 'decline' }, 'quiet')] : []),
      choice(text, 'later', { type: 'leave' }),
      choice(text, 'goOn', { type: 'back' }, 'main'),
    ],
  }
}

function stageContent(state: VisitState, stage: Stage, view: VisitView, text: Text): StageContent {
  switch (stage.type) {
    case 'birth-date':
      return birthDate(stage.wrong, text)
    case 'confirm':
      return {
        step: 1,
        words: text.confirm(view.maskedName, view.className),
        isPrivate: true,
        choices: [
          choice(text, 'notMe', { type: 'not-me' }),
          choice(text, 'itsMe', { type: 'confirm-identity' }, 'main'),
        ],
      }
    case 'assent':
      return {
        step: 2,
        words: text.assent,
        choices: [
          choice(text, 'decline', { type: 'decline' }),
          choice(text, 'agree', { type: 'agree' }, 'main'),
        ],
      }
    case 'photo':
      return photoContent(stage, view, text)
    case 'signature':
    case 'approval':
      return inkContent(state, stage, text)
    case 'finger':
      return fingerContent(state, stage, text, view.reading)
    case 'verify':
      return verifyContent(state.record, stage, text, view.reading)
    case 'review':
      return reviewContent(state.record, text)
    case 'pick-finger':
      return pickFingerContent(stage, text)
    case 'closing':
      return { step: 6, words: text.closing }
    case 'receipt':
      return {
        words: text.receipt,
        body: receiptBody(stage, text.receipt.qrAlt),
        choices: [choice(text, 'done', { type: 'close-receipt' }, 'main')],
      }
    case 'stuck':
      return {
        words: text.stuck[stage.fault],
        choices: [choice(text, 'tryAgain', { type: 'try-again' }, 'main')],
      }
    case 'over':
      return { words: { title: text.closing.title, lines: [] } }
    default:
      return exhaustive(stage)
  }
}

function birthDate(wrong: number, text: Text): StageContent {
  return {
    step: 1,
    words: wrong > 0 ? { title: text.birthDate.title, lines: [text.birthDate.wrong] } : text.birthDate,
    body: datePad(text, 'enter-birth-date'),
  }
}

/** The receipt: eight characters, and the whole of it in a QR code of 37 by 37 modules. Nothing about who. */
export function receiptBody({ code, text }: IssuedReceipt, qrAlt: string): ReceiptBody {
  const qrSvg = encodeQr(text, 'svg', { ecc: 'medium', encoding: 'alphanumeric' })
  return { kind: 'receipt', code, qrAlt, qrSvg }
}
