import type { PiData } from '../assembly/board-data.ts'
import { isOnHeader, uartRule } from '../wiring/uart-lines.ts'
import { serviceUnit } from './service-unit.ts'

/** The files of a board's system by their paths on the card, without the leading `/`. */
export function systemFiles(data: PiData): ReadonlyMap<string, string> {
  return new Map([
    ['etc/systemd/system/rekam.service', serviceUnit],
    ['etc/systemd/system.conf.d/rekam.conf', managerSettings(data)],
    ['etc/systemd/journald.conf.d/rekam.conf', journalSettings],
    ...(isOnHeader(data) ? ([['etc/udev/rules.d/60-rekam.rules', `${uartRule(data)}\n`]] as const) : []),
  ])
}

// A second below what the chip can count: the manager feeds it at half of that.
function managerSettings({ watchdog }: PiData): string {
  return `[Manager]
RuntimeWatchdogSec=${watchdog.mostSeconds - 1}
RebootWatchdogSec=2min
WatchdogDevice=${watchdog.device}
`
}

// The root is read-only; two weeks of events fit into this much memory.
const journalSettings = `[Journal]
Storage=volatile
RuntimeMaxUse=16M
`
