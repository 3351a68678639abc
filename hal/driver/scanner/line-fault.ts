import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import type { SerialFault } from '../../contract/serial-line.ts'

/** The meaning of a line's fault for the user of the scanner on it. */
export function lineFault(fault: SerialFault, path: string): ScannerFault {
  switch (fault.kind) {
    case 'missing':
    case 'gone':
      return { kind: 'unplugged' }
    case 'busy':
      return { kind: 'refused', by: 'port', cause: 'busy', path }
    case 'refused':
      return { kind: 'refused', by: 'port', cause: 'settings', path }
    case 'cancelled':
      return { kind: 'cancelled' }
  }
}
