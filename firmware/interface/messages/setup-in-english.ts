import type { SetupRefusal } from '../../service/provisioning/set-up-box.ts'
import type { Message } from './message.ts'
import { inGroups, type SetupMessages, type StorageMessages } from './setup-messages.ts'

const refusals: Readonly<Record<SetupRefusal, string>> = {
  nothing: 'There is no set-up file on this stick.',
  'no-key-list': 'The key list on this stick is missing or damaged. Make the stick anew.',
  'not-signed': 'This set-up file is not genuine, or damaged. Make the stick anew.',
  'for-other-box': 'The order on this stick is for another box. Ask for one for this box.',
  older: 'The order on this stick is older than the one in force. Ask for a new one.',
  'wrong-time': 'The computer that made this stick has a wrong clock. Make the stick anew.',
  broken: 'This stick cannot be read. Try another one.',
  disk: 'The memory card of this box takes no writes. Replace it.',
}

export const setupInEnglish: SetupMessages = (moment): Message => {
  switch (moment.type) {
    case 'waiting':
      return moment.isDamaged
        ? {
            title: 'The settings of this box are damaged',
            lines: ['Recordings are safe.', 'Put in a set-up stick for this box, from Dukcapil.'],
          }
        : { title: 'This box has no school yet', lines: ['Put in the set-up stick from Dukcapil.'] }
    case 'reading':
      return { title: 'Reading the stick', lines: ['Do not pull it yet.'] }
    case 'refused':
      return { title: 'Cannot be set up yet', lines: [refusals[moment.why]] }
    case 'done':
      return {
        title: 'The box is set up',
        lines: [`For school ${inGroups(moment.school)}.`, 'Wait: the screen says when to pull the stick.'],
      }
  }
}

export const storageInEnglish: StorageMessages = {
  unreadable: {
    title: 'The memory card cannot be read',
    lines: ['No data is erased.', 'This box tries again by itself. Call a technician.'],
  },
  full: {
    title: 'There is no space left',
    lines: ['Recording cannot begin yet.', 'This box tries again by itself. Call a technician.'],
  },
}
