import type { AnswerWords } from './answer-words.ts'
import type { ReceiptAnswer } from './check-receipt.ts'
import type { StudentStatus } from './student-status.ts'

/** English, as complete as Indonesian. */
export function answerInEnglish(answer: ReceiptAnswer): AnswerWords {
  switch (answer.kind) {
    case 'received':
      if (answer.status) return status[answer.status]
      return {
        title: 'Dukcapil has your recording',
        lines: [
          ...recordedAt(answer.device),
          `Receipt number of Dukcapil: ${answer.receipt}. No need to record again.`,
        ],
      }
    case 'waiting':
      return {
        title: 'Your recording is kept at this kiosk',
        lines: [
          answer.batch === undefined
            ? 'Not sent to Dukcapil yet.'
            : `In batch number ${answer.batch}, waiting for Dukcapil.`,
          'Check again tomorrow.',
        ],
      }
    case 'refused':
      return {
        title: 'Dukcapil has not accepted this one',
        lines: [...recordedAt(answer.device), 'Show your receipt to the officer, who knows what comes next.'],
      }
    case 'elsewhere':
      return {
        title: 'This receipt is genuine',
        lines: [...recordedAt(answer.device), 'Ask there whether Dukcapil has it yet.'],
      }
    case 'unknown-kiosk':
      return {
        title: 'This receipt cannot be checked here',
        lines: [`Kiosk ${answer.device} is not known here.`, 'Check at the kiosk that recorded you.'],
      }
    default:
      return plain[answer.kind]
  }
}

const plain = {
  lost: {
    title: 'This kiosk does not have that recording',
    lines: ['The receipt is genuine. The kiosk may run from an old card.', 'Call the technician.'],
  },
  forged: {
    title: 'This receipt is not genuine',
    lines: ['No kiosk made it. Check again with the original QR code, or ask the officer.'],
  },
  'unknown-code': {
    title: 'This code is not known at this kiosk',
    lines: ['Check at the kiosk that recorded you, or ask the officer.'],
  },
  mistyped: {
    title: 'The code cannot be read',
    lines: ['A character is wrong or missing. Compare it with your receipt.'],
  },
} as const

// The reason for an officer's look is on no screen: others read along.
const status: Readonly<Record<StudentStatus, AnswerWords>> = {
  checking: {
    title: 'Your data is being checked',
    lines: ['Dukcapil has your recording.', 'This can take long. Check again next week.'],
  },
  'ready-to-print': {
    title: 'Your card is ready to print',
    lines: ['It is printed once you are 17.', 'Check again after your birthday.'],
  },
  'record-again': {
    title: 'You need to record again',
    lines: ['The last recording was not clear enough.', 'See the officer to begin again.'],
  },
  'see-officer': {
    title: 'Please see the officer',
    lines: ['Your data needs an addition.', 'Bring your receipt.'],
  },
  printed: {
    title: 'Your card is printed',
    lines: ['It is on its way to your school.', 'Check again next week.'],
  },
  'at-school': {
    title: 'Your card is here!',
    lines: ['Collect it at the school office.', 'Bring your receipt.'],
  },
  'handed-over': { title: 'You have your card', lines: ['Keep it well.'] },
}

function recordedAt(device: string | undefined): readonly string[] {
  return device ? [`You were recorded at kiosk ${device}.`] : []
}
