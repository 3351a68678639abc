import { longDate, type QueueMessages } from './queue-messages.ts'

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
  ownerWrong: 'Number or birth date do not fit. Check both.',
  erase: (number) => `Erase the recording of ${number}`,
  possibleFrom: (day) => `Possible from ${longDate(day, 'en-GB')}.`,
  newPin: {
    choose: { title: 'Choose a staff PIN', lines: ['Six digits, for teachers and the school office only.'] },
    repeat: { title: 'Type the PIN once more', lines: ['In case of a slip.'] },
    differs: 'The two differ. Type the PIN from the start.',
  },
  date: (day) => ({
    title: longDate(day, 'en-GB'),
    lines: ['Is it this day?', 'This box goes by it for the age of students.'],
  }),
  enterDate: {
    title: 'What date is today?',
    lines: ['Day, month, year.'],
    example: 'Example: 24 11 2026',
    wrong: 'It cannot be that date. Check the digits.',
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
    date: 'Check the date',
    liftGuesses: 'Allow birth dates again',
    rightDate: 'Yes, it is',
    wrongDate: 'No',
    previous: 'Previous',
    next: 'Next',
  },
} as const satisfies QueueMessages
