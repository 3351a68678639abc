import { packTemplate } from '../twin-template.ts'
import { done, type Ef01Answer, type Ef01Commands, refuse } from './ef01-answer.ts'
import { type Ef01Inside, imageSize, templateBytes } from './ef01-inside.ts'

/** Taking an image, and making features of it. */
export const captureCommands: Ef01Commands = {
  0x01: { parameterBytes: 0, answer: (part) => capture(part) },
  0x29: { parameterBytes: 0, answer: (part) => capture(part) },
  0x28: {
    parameterBytes: 0,
    answer(part) {
      const taken = capture(part)
      if (taken.content[0] !== 0x00 || part.volatile.image?.grade === 'good') return taken
      return refuse(0x07, taken.delayMs)
    },
  },
  // Without its own light the part sees a finger only when the lamp was switched on.
  0x52: {
    parameterBytes: 0,
    answer: (part) => (part.volatile.lampOn ? capture(part) : refuse(0x02, part.model.absentMs)),
  },
  0x02: { parameterBytes: 1, answer: (part, [buffer = 1]) => extract(part, buffer) },
}

/** The image is taken at this moment, of whatever lies on the glass; a failed one leaves none behind. */
export function capture(part: Ef01Inside): Ef01Answer {
  const { model, volatile, faults } = part
  if (faults.find('sensor-broken')) return refuse(0x03, model.captureMs)
  const failed = faults.take('failed-capture')
  if (failed) {
    if (failed.captures > 1) faults.put({ ...failed, captures: failed.captures - 1 })
    return refuse(0x03, model.captureMs)
  }
  const { widthPx, heightPx } = imageSize(part)
  const taken = faults.find('dark') && model.optical ? 'absent' : part.glass.take(widthPx, heightPx)
  if (taken === 'absent') return refuse(0x02, model.absentMs)
  volatile.image = taken === 'lost' ? undefined : taken
  return taken === 'lost' ? refuse(0x03, model.captureMs) : done(model.captureMs)
}

export function extract(part: Ef01Inside, wanted: number): Ef01Answer {
  const { model, volatile, faults } = part
  const { image } = volatile
  const buffer = bufferOf(part, wanted)
  if (buffer === undefined) return refuse(0x01)
  if (!image) return refuse(0x15, 20)
  if (image.grade === 'messy') return refuse(0x06, model.extractMs)
  if (image.grade === 'small' || !image.features) return refuse(0x07, model.extractMs)
  volatile.buffers.set(buffer, packTemplate(image.features, templateBytes(part)))
  if (faults.find('spent-image')) volatile.image = undefined
  return done(model.extractMs)
}

/** Parts with two buffers take every other number for the second, as their manuals say. */
export function bufferOf({ model }: Ef01Inside, wanted: number): number | undefined {
  if (model.buffers === 2) return wanted === 1 ? 1 : 2
  return wanted >= 1 && wanted <= model.buffers ? wanted : undefined
}
