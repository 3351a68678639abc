import type { UnlockState } from '../../service/unlock/step-unlock.ts'
import type { Message } from './message.ts'

/** English for a box whose class lists are locked, and for the making of its key stick. */
export const unlockInEnglish = (state: UnlockState): Message => {
  switch (state.type) {
    case 'stick':
      return {
        title: 'The kiosk is locked',
        lines: [stickLine[state.trouble ?? 'none'], 'Recordings are safe.'],
      }
    case 'pin':
      return {
        title: 'Staff PIN',
        lines: [state.trouble ? pinLine[state.trouble] : 'The key stick was read. Type the PIN.'],
      }
    case 'trying':
      return { title: 'One moment', lines: ['The PIN is being checked.'] }
    case 'new-stick':
      return {
        title: 'Make a key stick',
        lines: [
          state.trouble ? 'That stick takes no writes. Try another one.' : 'Put in a USB stick.',
          'A teacher keeps it, away from the kiosk.',
        ],
      }
    case 'choose':
      return {
        title: 'Choose a staff PIN',
        lines: [
          state.trouble
            ? 'The two differ. Type the PIN from the start.'
            : 'Six digits, for teachers and the school office only.',
        ],
      }
    case 'repeat':
      return { title: 'Type the PIN once more', lines: ['In case of a slip.'] }
    case 'making':
      return { title: 'Writing the key stick', lines: ['Do not pull it yet.'] }
    case 'open':
      return { title: 'Unlocked', lines: ['Keep the key stick away from the kiosk.'] }
  }
}

const stickLine = {
  none: 'Put in the key stick of this kiosk.',
  'not-ours': 'This stick is no key of this kiosk. Try another one.',
  unreadable: 'That stick cannot be read. Pull it and put it in again.',
} as const

const pinLine = {
  wrong: 'Wrong PIN. Check the digits.',
  later: 'Wrong too often. Wait a moment and try again.',
} as const
