import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The firmware's description of this machine for the kernel (Devicetree Specification 2.3: `compatible`, `model`). */
export interface DeviceTree {
  /** Most specific first, such as `raspberrypi,4-model-b`, then `brcm,bcm2711`. */
  readonly compatible: readonly string[]
  readonly model: string
}

/** Reads the root of the device tree; `undefined` on a machine that has none, such as a laptop. */
export function readDeviceTree(folder = '/proc/device-tree'): DeviceTree | undefined {
  const compatible = readStrings(join(folder, 'compatible'))
  if (compatible.length === 0) return undefined
  return { compatible, model: readStrings(join(folder, 'model'))[0] ?? '' }
}

// Strings end with NUL, the last one too. Nothing but what can be printed passes.
function readStrings(path: string): readonly string[] {
  try {
    return readFileSync(path, 'latin1')
      .slice(0, 1_024)
      .split('\0')
      .map((text) => text.replace(/[^ -~]/g, '?'))
      .filter((text) => text !== '')
  } catch {
    return []
  }
}
