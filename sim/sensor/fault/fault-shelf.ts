import type { SensorFault } from './sensor-fault.ts'

type Kind = SensorFault['kind']
type OfKind<K extends Kind> = Extract<SensorFault, { readonly kind: K }>

/** Faults that wait for their moment or last. */
export interface FaultShelf {
  put(fault: SensorFault): void
  /** The oldest of a kind, which stays. */
  find<K extends Kind>(kind: K): OfKind<K> | undefined
  /** The oldest of a kind, which is then used up. */
  take<K extends Kind>(kind: K): OfKind<K> | undefined
  clear(): void
}

// Far more than anyone scripts; a soak that runs for days must not grow.
const most = 64

export function createFaultShelf(): FaultShelf {
  let faults: SensorFault[] = []
  const find = <K extends Kind>(kind: K) =>
    faults.find((fault): fault is OfKind<K> & SensorFault => fault.kind === kind)
  return {
    put(fault) {
      faults = [...faults, fault].slice(-most)
    },
    find,
    take(kind) {
      const found = find(kind)
      if (found) faults = faults.filter((fault) => fault !== found)
      return found
    },
    clear() {
      faults = []
    },
  }
}
