/** Batches for the registry lie on a stick in `REKAM/OUT/<device>/<seq>/`, several kiosks side by side. */
export function outFolder(device: string): string {
  return `REKAM/OUT/${device}`
}

/**
 * Files that the registry gives a technician to carry: receipts and lists, each `NAME.json` or `NAME.json.age` with its
 * `NAME.sig`: the files that a server has in `down/`.
 */
export const inFolder = 'REKAM/IN'

/** Events of the kiosks for a technician, `<device>.jsonl`; nothing personal. */
export const logFolder = 'REKAM/LOG'
