import { done, type Ef01Answer, type Ef01Commands, refuse, text } from './ef01-answer.ts'
import type { Ef01Inside } from './ef01-inside.ts'

/** Codes that mean something else on Synochip parts than on Grow's (public drivers of ZW101, ZW111 and FPM383C). */
export const synochipCommands: Ef01Commands = {
  // The serial of the chip.
  0x34: { parameterBytes: 0, answer: () => done(4, ...text('TWIN0001', 32)) },
  // The handshake: whatever follows is ignored, so that a host that means a ring by it is told 00 and stays in the dark.
  0x35: { parameterBytes: 0, answer: () => done(2) },
  0x3c: { parameterBytes: 4, answer: controlLight },
  // Area and quality of the image, in percent.
  0x3d: {
    parameterBytes: 0,
    answer: ({ volatile }) =>
      volatile.image ? done(4, volatile.image.grade === 'small' ? 20 : 90, 80) : refuse(0x15),
  },
}

function controlLight(part: Ef01Inside, setting: readonly number[]): Ef01Answer {
  const [mode = 0] = setting
  if (mode < 1 || mode > 6) return refuse(0x01)
  part.light(setting.slice(0, 4))
  return done(4)
}
