import type { Catalogue } from './catalogue.ts'

/** English for the end of a visit without a receipt, and for a kiosk that takes nobody in. */
export const noticeInEnglish = {
  declined: {
    title: 'Recording cancelled',
    lines: ['Nothing of yours was kept.', 'You may come back any time.'],
  },
  unidentified: {
    title: 'See you later',
    lines: ['This number stays valid.', 'Begin again any time.'],
  },
  'not-me': { title: 'This number is somebody else’s', lines: ['Take a new number with your own NISN.'] },
  'no-consent': {
    title: 'Ask for your parents’ permission first',
    lines: ['Bring the signed letter to the school office.', 'After that you can be recorded.'],
  },
  'consent-withdrawn': {
    title: 'Your parents have withdrawn consent',
    lines: ['The recording stops, and your data is erased.', 'Ask your parents or the school office.'],
  },
  'too-young': { title: 'You are not 16 yet', lines: ['Come back after your 16th birthday.'] },
  'wrong-birth-date': {
    title: 'The birth date does not match',
    lines: ['Check your birth certificate or ask staff.'],
  },
  recorded: {
    title: 'You were recorded already',
    lines: ['There is no need to do it again.', 'For your card, press: Is my card here?'],
  },
  'too-many-dates': {
    title: 'Wrong birth date too often',
    lines: ['Staff have been called.', 'Please wait here.'],
  },
  'erasure-asked': {
    title: 'Staff will erase it',
    lines: ['Staff have been called.', 'Until then your recording stays sealed here.'],
  },
  parked: {
    title: 'Your recording is paused',
    lines: ['What was recorded is kept.', 'Go on with the same number.'],
  },
  'not-erased': {
    title: 'Recording cancelled',
    lines: ['This box cannot delete your data yet.', 'Staff will make sure it is deleted.'],
  },
  'disk-full': {
    title: 'Storage is full',
    lines: ['Recording cannot start yet.', 'Staff must send data first.'],
  },
  'disk-broken': {
    title: 'This box cannot store',
    lines: ['Recording cannot start yet.', 'Staff will look at it.'],
  },
  'keys-lost': {
    title: 'This kiosk cannot record yet',
    lines: ['The registry’s key list is damaged.', 'Staff must install it again.'],
  },
  revoked: {
    title: 'This kiosk is no longer in use',
    lines: ['The registry has shut this kiosk out.', 'Ask staff where you can be recorded.'],
  },
  outdated: {
    title: 'This kiosk needs an update',
    lines: ['Recording cannot start yet.', 'Staff must install a new version first.'],
  },
} as const satisfies Catalogue['notice']
