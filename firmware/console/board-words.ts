import type { BoardFault, ConsoleWorld } from './console-world.ts'

/** What a technician reads when a board cannot be opened: cause and remedy. */
export function boardWords({ boardNames }: ConsoleWorld, name: string, fault: BoardFault): string {
  if (fault.kind === 'unknown-board') return `Papan ${name} tidak dikenal. Pilih: ${boardNames.join(', ')}.`
  return `Papan ${name} tidak ada di sini (${fault.detail}). Pakai kotaknya, atau coba --board desk.`
}
