import { exhaustive } from '../core/exhaustive.ts'
import type { Host } from '../kiosk/host.ts'
import type { BoardFault, Boards } from './boards.ts'
import { type ExitCode, exit } from './exit-code.ts'

/** The help of `--board`. */
export function boardChoice(world: Pick<Host & Boards, 'boards'>): string {
  return `auto, atau salah satu dari: ${namesOf(world)}`
}

/** The sentence for a technician when a board cannot be opened: cause and remedy. */
export function boardWords(world: Pick<Host & Boards, 'boards'>, name: string, fault: BoardFault): string {
  switch (fault.kind) {
    case 'unknown-board':
      return `Papan ${name} tidak dikenal. Pilih: ${namesOf(world)}.`
    case 'not-recognised':
      return `Papan ini tidak dikenal: ${fault.model ?? 'tidak ada device tree'}. Pilih dengan --board: ${namesOf(world)}.`
    case 'bad-settings':
      return [
        ...fault.faults.map(
          ({ line, words }) => `${fault.file}${line === undefined ? '' : `, baris ${line}`}: ${words}`,
        ),
        'Tidak ada yang diterapkan. Perbaiki berkas itu, atau hapus untuk memakai bawaan papan.',
      ].join('\n')
    case 'absent':
      return `Papan ${name} tidak ada di sini (${fault.detail}). Pakai kotaknya, atau coba --board desk.`
    default:
      return exhaustive(fault)
  }
}

export function boardExit({ kind }: BoardFault): ExitCode {
  if (kind === 'unknown-board') return exit.usage
  return kind === 'bad-settings' ? exit.fault : exit.absent
}

function namesOf({ boards }: Pick<Host & Boards, 'boards'>): string {
  return boards.map(({ name }) => name).join(', ')
}
