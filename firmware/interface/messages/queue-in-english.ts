import type { QueueMessages } from './queue-messages.ts'

/** English around the line: finding oneself on the list, the wait, and what attendants do. */
export const queueInEnglish = {
  ticket: (number, ahead, wait) => ({
    title: `Your number is ${number}`,
    lines:
      ahead === 0
        ? ['It is your turn now.']
        : [
            `${ahead} before you.`,
            ...(wait ? [`About ${wait.lowMinutes}-${wait.highMinutes} minutes.`] : []),
            'Remember your number. You may wait in class.',
          ],
  }),
  ticketQr: { line: 'Scan to see your turn on a phone.', alt: 'QR code of the page of your turn' },
  nowCalled: (number) => ({
    title: `Number ${number}, it is your turn`,
    lines: ['Press the button with your number and begin.'],
  }),
  scan: {
    number: { title: 'Show your school card', lines: ['Hold the QR code to the camera, a hand away.'] },
    receipt: { title: 'Show your receipt', lines: ['Hold the QR code to the camera, a hand away.'] },
    trouble: {
      'no-number': 'This is no school card or receipt. Try another code, or type.',
      'no-camera': 'The camera cannot read codes now. Press Back and type.',
    },
  },
  findClass: { title: 'Which class?', lines: ['Press your class.'] },
  findName: {
    title: 'Which is your name?',
    lines: ['Some letters are covered.', 'Your birth date is asked later.'],
  },
  noName: { title: 'No name in this class', lines: ['All were recorded, or ask staff.'] },
  page: (page, pages) => `Page ${page} of ${pages}.`,
  pin: {
    title: 'Staff PIN',
    lines: ['For teachers and the school office only.'],
    example: '6 digits',
    wrong: 'Wrong PIN. Check the digits.',
    later: 'Wrong too often. Wait a moment and try again.',
  },
  attendant: (waiting, parked, calledClass) => ({
    title: 'Staff menu',
    lines: [
      `${waiting} waiting, ${parked} put off.`,
      calledClass === undefined ? 'Order: who came first.' : `Class ${calledClass} comes first.`,
    ],
  }),
  conflicts: (count) => `${count} conflicts in the class lists. See: rekam roster list.`,
  callClass: { title: 'Call which class?', lines: ['It comes first until the call is ended.'] },
  putFirst: {
    title: 'Put which number first?',
    lines: ['For students with a disability or in need of help.'],
  },
  nobodyWaits: { title: 'Nobody waits', lines: ['There is no number to put first.'] },
  button: {
    findName: 'Find my name',
    scan: 'Scan a card',
    attend: 'Staff',
    callClass: 'Call a class',
    endClass: 'End the class call',
    putFirst: 'Put a number first',
    previous: 'Previous',
    next: 'Next',
  },
} as const satisfies QueueMessages
