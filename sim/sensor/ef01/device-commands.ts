import { done, type Ef01Answer, type Ef01Commands, refuse, text, word } from './ef01-answer.ts'
import { type Ef01Inside, imageSize, templateBytes } from './ef01-inside.ts'

/** The part itself: lamp, ring, health, what it is, sleep and start. */
export const deviceCommands: Ef01Commands = {
  0x30: { parameterBytes: 0, answer: () => done(4) },
  0x33: { parameterBytes: 0, answer: () => done(4) },
  0x35: { parameterBytes: 4, answer: ring },
  0x36: {
    parameterBytes: 0,
    answer: ({ faults }) => (faults.find('sensor-broken') ? refuse(0x29, 20) : done(20)),
  },
  0x39: { parameterBytes: 0, answer: () => done(4, ...text('FPM-V1.2', 32)) },
  0x3a: { parameterBytes: 0, answer: ({ model }) => done(4, ...text(`${model.name}-V1.2.1`, 32)) },
  0x3c: { parameterBytes: 0, answer: productInfo },
  0x3d: { parameterBytes: 0, answer: () => ({ ...done(4), restarts: true }) },
  0x40: { parameterBytes: 0, answer: () => done(2) },
  0x50: { parameterBytes: 0, answer: (part) => lamp(part, true) },
  0x51: { parameterBytes: 0, answer: (part) => lamp(part, false) },
  0x53: { parameterBytes: 0, answer: () => refuse(0x55) },
}

function lamp(part: Ef01Inside, on: boolean): Ef01Answer {
  part.volatile.lampOn = on && !part.faults.find('dark')
  part.light([on ? 1 : 0])
  return done(4)
}

function ring(part: Ef01Inside, setting: readonly number[]): Ef01Answer {
  const effect = part.faults.find('ring')?.effect
  if (effect === 'busy') return refuse(0x01, 4)
  if (effect === 'locks') part.volatile.unlocked = false
  const { content, delayMs } = ringAnswer(setting)
  if (effect === undefined && content[0] === 0x00) part.light(setting.slice(0, 4))
  return { content, delayMs, ...(effect === 'lost' ? { isSilent: true } : undefined) }
}

// Mode 1 to 6, colour 1 to 7; anything else is no setting the manual knows.
function ringAnswer([mode = 0, , colour = 0]: readonly number[]): Ef01Answer {
  const known = mode >= 1 && mode <= 6 && colour >= 1 && colour <= 7
  return known ? done(4) : refuse(0x01, 4)
}

function productInfo(part: Ef01Inside): Ef01Answer {
  const { widthPx, heightPx } = imageSize(part)
  return done(
    4,
    ...text(part.model.name, 16),
    ...text('0001', 4),
    ...text('TWIN0001', 8),
    1,
    2,
    ...text('GC0308', 8),
    ...word(widthPx),
    ...word(heightPx),
    ...word(templateBytes(part)),
    ...word(part.model.librarySize),
  )
}
