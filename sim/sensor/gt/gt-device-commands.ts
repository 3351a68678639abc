import { acknowledge, type GtCommand, gtFault, refuse } from './gt-inside.ts'

const rates = [9_600, 19_200, 38_400, 57_600, 115_200]
const flashMs = 200

/** Link, lamp and what is kept. */
export const gtDeviceCommands: Readonly<Record<number, GtCommand>> = {
  0x01: ({ model }, wantsInfo) => {
    if (wantsInfo === 0) return acknowledge(4)
    const info = Buffer.alloc(24)
    info.writeUInt32LE(0x20140312, 0)
    info.writeUInt32LE(8 * 1024, 4)
    info.write(`TWIN${model.name}`.slice(0, 16), 8, 'latin1')
    return { ...acknowledge(4), data: Uint8Array.from(info) }
  },
  0x02: () => acknowledge(4),
  0x03: () => acknowledge(4, 0x55),
  // The rate changes when the answer has left; the twin sees to that.
  0x04: (_part, rate) => (rates.includes(rate) ? acknowledge(4) : refuse(gtFault.badParameter)),
  0x05: (part) => {
    part.volatile.upgrading = true
    return acknowledge(4)
  },
  0x12: (part, on) => {
    part.volatile.ledOn = on !== 0
    return acknowledge(4)
  },
  0x20: ({ library }) => acknowledge(4, library.size),
  0x21: ({ model, library }, id) => {
    if (id >= model.librarySize) return refuse(gtFault.badId)
    return library.has(id) ? acknowledge(4) : refuse(gtFault.idUnused)
  },
  0x40: ({ library, faults }, id) =>
    library.delete(id) ? acknowledge(flashMs + slowMs(faults)) : refuse(gtFault.badId),
  0x41: ({ library, faults }) => {
    if (library.size === 0) return refuse(gtFault.empty)
    library.clear()
    return acknowledge(flashMs + slowMs(faults))
  },
  // Obsolete, yet answered.
  0x72: () => acknowledge(4),
  0x73: () => acknowledge(4),
}

export function slowMs(faults: Parameters<GtCommand>[0]['faults']): number {
  return faults.find('slow-flash')?.ms ?? 0
}
