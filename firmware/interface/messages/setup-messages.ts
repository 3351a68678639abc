import type { SetupMoment } from '../../service/provisioning/set-up-box.ts'
import type { Message } from './message.ts'

/** Eight digits as people read them out. */
export function inGroups(npsn: string): string {
  return `${npsn.slice(0, 4)} ${npsn.slice(4)}`
}

export type SetupMessages = (moment: SetupMoment) => Message

/** The words of a box whose memory card does not let it begin. */
export type StorageMessages = Readonly<Record<'unreadable' | 'full', Message>>
