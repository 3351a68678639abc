import { answerInEnglish } from '../../custody/student-receipt/answer-in-english.ts'
import type { Catalogue } from './catalogue.ts'
import { doctorInEnglish } from './diagnostics-in-english.ts'
import { noticeInEnglish } from './notice-in-english.ts'
import { photoInEnglish } from './photo-in-english.ts'
import { queueInEnglish } from './queue-in-english.ts'
import { settingsInEnglish } from './settings-in-english.ts'
import { setupInEnglish, storageInEnglish } from './setup-in-english.ts'
import { stickInEnglish } from './stick-in-english.ts'
import { unlockInEnglish } from './unlock-in-english.ts'

const callStaff = 'Call staff if you need to.'

/** English, as complete as Indonesian. */
export const english = {
  steps: ['Your details', 'Permission', 'Photo', 'Signature', 'Fingerprints', 'Check'],
  fingers: [
    'right thumb',
    'right index finger',
    'right middle finger',
    'right ring finger',
    'right little finger',
    'left thumb',
    'left index finger',
    'left middle finger',
    'left ring finger',
    'left little finger',
  ],
  fingerCount: (done) => `${done} of 10`,
  button: {
    takeTicket: 'Take a number',
    submit: 'Next',
    erase: 'Delete',
    back: 'Back',
    help: 'Help',
    leave: 'Leave',
    close: 'Close',
    itsMe: 'This is me',
    notMe: 'Not me',
    agree: 'I agree',
    decline: 'I do not agree',
    takePhoto: 'Take photo',
    usePhoto: 'Use this photo',
    retakePhoto: 'Take again',
    clear: 'Clear',
    keepSignature: 'Save',
    fingerTrouble: 'This finger does not work',
    tryAgain: 'Try again',
    approve: 'All correct',
    change: 'Change',
    done: 'Done',
    goOn: 'Go on',
    later: 'Go on later',
    eraseAll: 'Cancel and erase',
    stillHere: 'I am still here',
    checkReceipt: 'Is my card here?',
    cannotSign: 'I cannot sign',
  },
  idle: {
    title: 'Record for your KTP-el at school',
    lines: ['Take a number and wait for your turn.', 'It takes about 4 minutes.'],
    waiting: 'Waiting',
    start: (ticket) => `${ticket}, please`,
    absent: (ticket) => `${ticket} not here?`,
  },
  number: {
    title: 'Type your NISN or NIK',
    lines: ['NISN has 10 digits, on your school card.', 'NIK has 16 digits, on the family card.'],
    example: 'Example: 0091234567',
    trouble: {
      unknown: 'This number is not on the list. Check the digits or ask staff.',
    },
  },
  called: (number, sentBack) => ({
    title: `Number ${number}, it is your turn`,
    lines: sentBack
      ? [`${sentBack} did not come and goes to the back.`]
      : ['Press the button and begin.', 'After three calls you go to the back.'],
  }),
  notice: noticeInEnglish,
  birthDate: {
    title: 'When were you born?',
    lines: ['Type day, month and year.'],
    example: 'Example: 05 11 2009',
    wrong: 'The birth date does not match. Check again.',
  },
  confirm: (maskedName, className) => ({ title: 'Is this you?', lines: [maskedName, `Class ${className}`] }),
  assent: {
    title: 'May we record your data?',
    lines: [
      'We take a photo, your signature and ten fingerprints for the KTP-el.',
      'Your data is locked and only Dukcapil can open it.',
      'You may stop at any time.',
    ],
  },
  photo: photoInEnglish,
  signature: {
    title: 'Sign in the box',
    lines: ['Use your finger, as on paper.'],
    box: 'Signature box',
    excuse: {
      title: 'Why can you not sign?',
      lines: ['Choose what fits. The recording goes on.', 'Staff will look at it later.'],
    },
  },
  unsigned: {
    'cannot-write': 'I cannot write',
    'hand-hurt': 'My hand hurts',
    'pad-trouble': 'The screen does not take it',
  },
  finger: {
    opening: { title: 'One moment', lines: ['Getting the fingerprint reader ready.'] },
    place: (finger) => ({
      title: `Place your ${finger}`,
      lines: ['Press flat on the reader with the blue light.'],
    }),
    release: 'Lift your finger first',
    stays: { title: 'Lift your finger first', lines: ['No finger there? Wipe the glass clean.'] },
    lift: (next) => ({
      title: 'Lift your finger',
      lines: ['Reading the image.', ...(next ? [`Get your ${next} ready.`] : [])],
    }),
    retry: (finger, reason) => ({
      title: `Once more, ${finger}`,
      lines: [
        {
          lifted: 'Lifted too early. Hold until asked.',
          dry: 'The finger is dry. Rub it on your forehead.',
          wet: 'The finger is wet. Wipe it dry first.',
          unclear: 'Not clear enough. Press straight and do not slide.',
          small: 'Too little contact. Press flatter, in the middle.',
          moved: 'The finger slid. Hold still until asked.',
          'other-finger': 'That is another finger. See which one is lit.',
        }[reason],
      ],
    }),
    repeated: (finger, other) => ({
      title: `Not that one. Use your ${finger}`,
      lines: [`That finger was recorded as your ${other}.`],
    }),
    reopening: { title: 'One moment', lines: ['Two fingers may be mixed up. We do one again.'] },
    placeAgain: (finger) => ({
      title: `Once more your ${finger}`,
      lines: ['It may have been mixed up before. See the picture.'],
    }),
    good: { title: 'Good, kept', lines: ['Lift your finger.'] },
    excuse: (finger) => ({
      title: `What about your ${finger}?`,
      lines: ['Choose what fits. Staff will look at it later.'],
    }),
    exception: {
      missing: 'No such finger',
      bandaged: 'Bandaged',
      unreadable: 'Cannot be read',
      declined: 'I do not want to',
    },
    fault: {
      silent: { title: 'The reader is silent', lines: ['Its cable may be loose. We try again.', callStaff] },
      unplugged: {
        title: 'The reader is unplugged',
        lines: ['Plug it in again. We go on by ourselves.', callStaff],
      },
      garbled: {
        title: 'The reader is disturbed',
        lines: ['Its data is damaged on the cable. We try again.', callStaff],
      },
      locked: {
        title: 'The reader is locked',
        lines: ['It has another password.', 'Staff must replace it.'],
      },
      refused: { title: 'The reader refuses', lines: ['We try again in a moment.', callStaff] },
      unsupported: { title: 'The reader does not fit', lines: ['Staff must replace it.'] },
    },
  },
  verify: {
    place: (finger) => ({ title: `Once more your ${finger}`, lines: ['To be sure that it is yours.'] }),
    different: {
      title: 'No match yet',
      lines: ['Press the finger that is lit in the picture again, in the middle.'],
    },
    same: { title: 'It matches', lines: ['Lift your finger.'] },
    noted: { title: 'Lift your finger', lines: ['The reader is not sure. Staff will look.'] },
  },
  review: {
    title: 'Check the result',
    lines: ['If all is correct, sign to approve.'],
    parts: {
      photo: 'Photo',
      signature: 'Signature',
      fingers: 'Fingerprints',
      check: 'Index fingers compared',
    },
    fingersKept: (kept, exceptions) =>
      exceptions === 0 ? `${kept} fingers` : `${kept} fingers, ${exceptions} excepted`,
    checked: { same: 'They match', different: 'Not sure, staff will look', none: 'Not compared' },
    kept: 'Kept',
    unsigned: 'No signature',
    pick: {
      title: 'Which finger again?',
      lines: ['The old one stays until there is a new one.'],
      otherHand: ['Left hand', 'Right hand'],
    },
  },
  approval: {
    title: 'Sign to approve',
    lines: ['Sign once more. Then you are done.'],
    box: 'Box for the signature of approval',
    excuse: {
      title: 'Approve without a signature?',
      lines: ['If you approve, choose the reason. Then you are done.'],
    },
  },
  keeping: { title: 'One moment', lines: ['Being stored.'] },
  closing: { title: 'One moment', lines: ['Your recording is being locked.'] },
  receipt: {
    title: 'Recorded here',
    lines: [
      'Photograph this screen or note the code.',
      'With it you can check whether Dukcapil has your data.',
    ],
    qrAlt: 'Receipt QR code',
  },
  code: {
    title: 'Type the code of your receipt',
    lines: ['It has eight letters and digits.'],
    example: 'Example: WERC-8GM1',
    mistyped: 'Something is mistyped. Compare again.',
  },
  answer: answerInEnglish,
  leave: { title: 'Do you want to leave?', lines: ['You can go on later with the same number.'] },
  stillHere: { title: 'Are you still there?', lines: ['The screen closes soon. Your recording is safe.'] },
  stuck: {
    full: { title: 'Storage is full', lines: ['What is kept is safe.', 'Staff must send data first.'] },
    'read-only': {
      title: 'The box cannot store',
      lines: ['What is kept is safe.', 'Staff will look at it.'],
    },
    broken: {
      title: 'The memory card has a problem',
      lines: ['What is kept is safe.', 'Staff will look at it.'],
    },
  },
  helpCalled: 'Staff has been called.',
  caseOpened: 'The box is open. Staff, please look.',
  queue: queueInEnglish,
  doctor: doctorInEnglish,
  setup: setupInEnglish,
  storage: storageInEnglish,
  unlock: unlockInEnglish,
  enrolment: {
    title: 'Code of this box',
    lines: ['Scan it at Dukcapil to enrol this box.'],
    qrAlt: 'QR code of this box',
    button: 'Code of this box',
  },
  stick: stickInEnglish,
  settings: settingsInEnglish,
} as const satisfies Catalogue
