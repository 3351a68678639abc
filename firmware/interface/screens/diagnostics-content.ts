import encodeQr from 'qr'
import { emptyRecord } from '../../recording/visit/visit-record.ts'
import type { Finding } from '../../service/diagnostics/finding.ts'
import type { DoctorLobby } from '../lobby/lobby.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import type { Body, Choice } from '../model/screen.ts'
import { fingerBody } from './finger-body.ts'
import { type Content, choice } from './parts.ts'

/** The checks of the box: one question or task at a time, then the findings, a fault a page. */
export function doctorContent(lobby: DoctorLobby, text: Catalogue): Omit<Content, 'cue'> {
  const edge = [choice(text, 'back', { type: 'back' }, 'quiet')]
  const { working, question, task, button } = text.doctor
  switch (lobby.step) {
    case 'working':
      return { words: working, edge }
    case 'task':
      return {
        words: task[lobby.task],
        body: lobby.task === 'press-finger' ? hand(text) : { kind: 'words' },
        edge,
      }
    case 'ask':
      return {
        words: question[lobby.question],
        choices: [
          { label: button.no, intent: { type: 'say-no' }, weight: 'plain' },
          { label: button.yes, intent: { type: 'say-yes' }, weight: 'main' },
        ],
        edge,
      }
    case 'result':
      return resultContent(lobby, text)
  }
}

// Any finger will do; the drawing shows one.
function hand(text: Catalogue): Body {
  return { ...fingerBody(text, emptyRecord, 2, 'place'), count: '' }
}

// The first page is the whole, with a code to take away; each that follows is one fault.
function resultContent(
  { findings, line, page }: Extract<DoctorLobby, { step: 'result' }>,
  text: Catalogue,
): Omit<Content, 'cue'> {
  const faults = findings.filter(({ code }) => code !== undefined)
  const close = choice(text, 'close', { type: 'go-on' }, page < faults.length ? 'plain' : 'main')
  const choices = page < faults.length ? [close, next(page, text)] : [close]
  const fault = faults[page - 1]
  if (fault) return { words: faultWords(fault, text), choices }
  const unseen = findings.filter(({ state }) => state === 'unseen').length
  const { result, qrAlt } = text.doctor
  return {
    words: result(faults.length, unseen),
    body: { kind: 'qr', qrSvg: encodeQr(line, 'svg'), qrAlt },
    choices,
  }
}

function faultWords({ part, words, code = '' }: Finding, text: Catalogue): Content['words'] {
  return { title: text.doctor.part[part], lines: [words, text.doctor.code(code)] }
}

function next(page: number, text: Catalogue): Choice {
  return { label: text.queue.button.next, intent: { type: 'turn-page', page: page + 1 }, weight: 'main' }
}
