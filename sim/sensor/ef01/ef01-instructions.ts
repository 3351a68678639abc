import { autoEnroll } from './auto-enroll.ts'
import {
  autoIdentify,
  autoLogin,
  autoSearch,
  captureAndSearch,
  captureAndSearchAll,
} from './auto-identify.ts'
import { captureCommands } from './capture-commands.ts'
import { deviceCommands } from './device-commands.ts'
import type { Ef01Automatic, Ef01Command } from './ef01-answer.ts'
import type { Ef01Model } from './ef01-model.ts'
import { settingCommands } from './setting-commands.ts'
import { synochipCommands } from './synochip-commands.ts'
import { templateCommands } from './template-commands.ts'
import { transferCommands } from './transfer-commands.ts'

const commands: Readonly<Record<number, Ef01Command | Ef01Automatic>> = {
  ...captureCommands,
  ...templateCommands,
  ...transferCommands,
  ...settingCommands,
  ...deviceCommands,
  0x31: autoEnroll,
  0x32: autoIdentify,
  0x34: captureAndSearchAll,
  0x54: autoLogin,
  0x55: autoSearch,
}

/** The effect of an instruction on this model; undefined when the model does not have it. */
export function instructionOf(model: Ef01Model, code: number): Ef01Command | Ef01Automatic | undefined {
  if (!model.commands.has(code)) return undefined
  const own = model.dialect === 'synochip' ? synochipCommands[code] : undefined
  if (own) return own
  // One number, two meanings: only the R503 counts steps.
  if (code === 0x32 && model.buffers === 2) return captureAndSearch
  return commands[code]
}
