import type { ReceiptAnswer } from '../../custody/student-receipt/check-receipt.ts'
import type { StickNotice } from '../../exchange/stick/stick-notice.ts'
import type { VisitState } from '../../recording/visit/visit-state.ts'
import type { Lobby, Notice, OutOfService } from '../lobby/lobby.ts'
import type { CueName } from './cue-table.ts'

/** Which cue fits the moment. */
export function cueOfVisit(state: VisitState): CueName {
  const { stage } = state
  if (state.question) return 'act'
  switch (stage.type) {
    case 'photo':
      if (stage.step === 'fault') return 'fault'
      return stage.step === 'taking' || stage.step === 'keeping' ? 'working' : 'photo'
    case 'signature':
    case 'approval':
      return inkCues[stage.step]
    case 'finger':
      return fingerCues[stage.step]
    case 'verify':
      return verifyCues[stage.step]
    case 'closing':
      return 'working'
    case 'receipt':
      return 'done'
    case 'stuck':
      return 'fault'
    default:
      return 'act'
  }
}

const inkCues = { draw: 'ink', keeping: 'working', excuse: 'act' } as const

const fingerCues = {
  opening: 'working',
  place: 'place',
  lift: 'lift',
  release: 'retry',
  retry: 'retry',
  keeping: 'lift',
  good: 'good',
  excuse: 'act',
  reopening: 'working',
  fault: 'fault',
} as const

const verifyCues = {
  opening: 'working',
  place: 'place',
  lift: 'lift',
  different: 'retry',
  noting: 'working',
  same: 'good',
  noted: 'lift',
  fault: 'fault',
} as const

/** Between visits, lamp and buzzer show the called turn, or the state of a stick. */
export function cueOfLobby(lobby: Lobby, isCalled: boolean, stick?: StickNotice): CueName {
  switch (lobby.type) {
    case 'idle':
      if (stick) return stickCues[stick.kind]
      return isCalled ? 'call' : 'idle'
    case 'scan':
    case 'number':
    case 'pin':
    case 'new-pin':
    case 'birth-date':
    case 'enter-date':
      return lobby.trouble ? 'retry' : 'act'
    case 'class':
    case 'name':
    case 'attendant':
    case 'call-class':
    case 'put-first':
    case 'enrolment':
    case 'date':
      return 'act'
    case 'doctor':
      // The lamp itself is being looked at: it must not change with every step.
      return lobby.step !== 'result'
        ? 'act'
        : lobby.findings.some(({ code }) => code !== undefined)
          ? 'fault'
          : 'good'
    case 'ticket':
    case 'called':
      return 'call'
    case 'notice':
      return noticeCues[lobby.why] ?? 'act'
    case 'code':
      return lobby.mistyped ? 'retry' : 'act'
    case 'answer':
      return answerCues[lobby.answer.kind]
  }
}

const stickCues = {
  reading: 'working',
  copying: 'working',
  checking: 'working',
  safe: 'done',
  trouble: 'ask-staff',
} as const satisfies Record<StickNotice['kind'], CueName>

const noticeCues: Partial<Record<Notice, CueName>> = {
  'too-many-dates': 'ask-staff',
  'erasure-asked': 'ask-staff',
  'not-erased': 'fault',
  'disk-full': 'fault',
  'disk-broken': 'fault',
  'keys-lost': 'fault',
  revoked: 'fault',
  outdated: 'fault',
} satisfies Partial<Record<Notice, CueName>> & Record<OutOfService, CueName>

const answerCues = {
  received: 'good',
  waiting: 'on-its-way',
  elsewhere: 'on-its-way',
  refused: 'ask-staff',
  lost: 'ask-staff',
  'unknown-kiosk': 'ask-staff',
  forged: 'ask-staff',
  'unknown-code': 'retry',
  mistyped: 'retry',
} as const satisfies Record<ReceiptAnswer['kind'], CueName>
