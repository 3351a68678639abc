import { exhaustive } from '../../core/exhaustive.ts'
import type { StickNotice, StickTrouble } from '../../exchange/stick/stick-notice.ts'

/** Notices for staff about a stick, with the remedy. */
export function stickInEnglish(notice: StickNotice): string {
  switch (notice.kind) {
    case 'reading':
      return 'The stick is being read. Do not pull it yet.'
    case 'copying':
      return `Copying to the stick: ${notice.done} of ${notice.total} batches. Do not pull it yet.`
    case 'checking':
      return 'What is on the stick is being checked. Do not pull it yet.'
    case 'safe':
      return `The stick may be pulled: ${notice.carried} batches on it, ${notice.receipts} receipts taken.`
    case 'trouble':
      if (notice.cause !== 'full') return troubles[notice.cause]
      return `The stick is full: ${notice.carried} batches on it, ${notice.left} not. Use another one.`
    default:
      return exhaustive(notice)
  }
}

const troubles: Readonly<Record<Exclude<StickTrouble, 'full'>, string>> = {
  'read-only': 'The stick is locked. Pull it, unlock it, and put it in again.',
  broken: 'This stick is broken. Pull it and use another one.',
  'unknown-file-system': 'This stick is of an unknown kind. Use FAT32 or exFAT.',
  unreadable: 'This stick cannot be opened. Put it in again, or use another one.',
  pulled: 'The stick was pulled too early. Put it in again; nothing is lost.',
  'not-released': 'The stick may not be pulled yet. Switch the kiosk off first.',
  'refused-files': 'Some files on the stick are not genuine. It may be pulled. Tell Dukcapil.',
  'too-many-files': 'Too many files on the stick. Empty REKAM/IN, copy it again at Dukcapil.',
  'kiosk-disk': 'The kiosk’s memory card has a problem. Pull the stick and call a technician.',
}
