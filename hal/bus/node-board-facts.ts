import { readFileSync, statfsSync } from 'node:fs'
import type { BoardFacts } from '../contract/board-facts.ts'

/** What Linux says of the board; anything it does not say is unknown. `thermal` is the kernel's file of its heat. */
export function createNodeBoardFacts(dataFolder: string, thermal: string): BoardFacts {
  return {
    freeBytes() {
      try {
        const { bavail, bsize } = statfsSync(dataFolder)
        return bavail * bsize
      } catch {
        return undefined
      }
    },
    temperatureCelsius() {
      const text = readText(thermal)
      return text === undefined ? undefined : Number(text) / 1_000
    },
    underVoltage() {
      const text = readText('/sys/devices/platform/soc/soc:firmware/get_throttled')
      return text === undefined ? undefined : (Number.parseInt(text, 16) & 1) === 1
    },
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
