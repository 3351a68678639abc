import { done, type Ef01Answer, type Ef01Commands, long, numberOf, refuse, word } from './ef01-answer.ts'
import { type Ef01Inside, templateBytes } from './ef01-inside.ts'

/** Parameters, password, address, notepad. */
export const settingCommands: Ef01Commands = {
  0x0e: {
    parameterBytes: 2,
    writesFlash: true,
    answer: (part, [number = 0, value = 0]) => setParameter(part, number, value),
  },
  0x0f: { parameterBytes: 0, answer: (part) => done(4, ...parameterTable(part)) },
  0x12: {
    parameterBytes: 4,
    writesFlash: true,
    answer(part, password) {
      part.flash.password = numberOf(password.slice(0, 4))
      return done(30)
    },
  },
  0x13: {
    parameterBytes: 4,
    answer(part, password) {
      part.volatile.unlocked = numberOf(password.slice(0, 4)) === part.flash.password
      return part.volatile.unlocked ? done(4) : refuse(0x13, 4)
    },
  },
  0x14: { parameterBytes: 0, answer: ({ random }) => done(4, ...random.bytes(4)) },
  // The answer is packed after this, so it carries the new address already.
  0x15: {
    parameterBytes: 4,
    writesFlash: true,
    answer(part, address) {
      part.flash.address = numberOf(address.slice(0, 4))
      return done(30)
    },
  },
  0x17: {
    parameterBytes: 1,
    answer(part, [open = 0]) {
      if (open > 1) return refuse(0x1d)
      part.volatile.portOpen = open === 1
      return done(4)
    },
  },
  0x18: {
    parameterBytes: 33,
    writesFlash: true,
    answer(part, [page = 0, ...words]) {
      if (page >= part.model.notepadPages) return refuse(0x1c)
      part.flash.notepad.set(page, words.slice(0, 32))
      return done(30)
    },
  },
  0x19: {
    parameterBytes: 1,
    answer(part, [page = 0]) {
      if (page >= part.model.notepadPages) return refuse(0x1c)
      return done(4, ...(part.flash.notepad.get(page) ?? Array.from({ length: 32 }, () => 0)))
    },
  },
}

function setParameter({ model, flash }: Ef01Inside, number: number, value: number): Ef01Answer {
  switch (number) {
    case 4:
      if (!model.baudMultipliers.includes(value)) return refuse(0x1b)
      flash.multiplier = value
      return done(30)
    case 5:
      if (value < 1 || value > 5) return refuse(0x1b)
      flash.security = value
      return done(30)
    case 6:
      if (value > 3) return refuse(0x1b)
      flash.sizeCode = value
      return done(30)
    default:
      return refuse(0x1a)
  }
}

/** The sixteen bytes of ReadSysPara; `busy` is the lowest bit of the status. */
export function parameterTable(part: Ef01Inside, busy = false): number[] {
  const { model, flash, volatile } = part
  const { image, unlocked, passed } = volatile
  const status = (image ? 8 : 0) | (unlocked ? 4 : 0) | (passed ? 2 : 0) | (busy ? 1 : 0)
  const isSynochip = model.dialect === 'synochip'
  return [
    // Synochip: how often a finger is pressed to enrol it, and the bytes of a template.
    ...word(isSynochip ? 5 : status),
    ...word(isSynochip ? templateBytes(part) : model.systemIdentifier),
    ...word(model.librarySize),
    ...word(flash.security),
    ...long(flash.address),
    ...word(flash.sizeCode),
    ...word(flash.multiplier),
  ]
}
