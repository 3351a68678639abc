import { type Features, matchScore, packTemplate, unpackTemplate } from '../twin-template.ts'
import { slowMs } from './gt-device-commands.ts'
import {
  acknowledge,
  type GtAnswer,
  type GtCommand,
  type GtInside,
  gtFault,
  refuse,
  sees,
} from './gt-inside.ts'

const noId = 0xffffffff
const leastScore = 50
const matchMs = 100
const searchMs = 400
const templateMs = 300
const storeMs = 200

/** Presses, images, comparing. */
export const gtFingerCommands: Readonly<Record<number, GtCommand>> = {
  // Turned round on purpose: 0 is pressed.
  0x26: (part) => acknowledge(60, sees(part) && part.glass.touched ? 0 : gtFault.notPressed),
  0x60: capture,
  0x61: (part) => {
    const features = capturedFeatures(part)
    if (!features) return refuse(gtFault.badFinger, templateMs)
    return { ...acknowledge(templateMs), data: packTemplate(features, part.model.templateBytes) }
  },
  0x62: ({ volatile }) => {
    if (!volatile.captured) return refuse(gtFault.notPressed)
    return { ...acknowledge(4), data: volatile.captured.pixels, isImage: true }
  },
  0x63: rawImage,
  0x50: (part, id) => {
    const known = knownTemplate(part, id)
    if (typeof known === 'number') return refuse(known)
    return verify(capturedFeatures(part), known)
  },
  0x51: (part) => {
    if (part.library.size === 0) return refuse(gtFault.empty)
    return identify(part, capturedFeatures(part))
  },
  0x52: (part, id) => {
    const known = knownTemplate(part, id)
    if (typeof known === 'number') return refuse(known)
    part.volatile.incoming = (bytes) => verify(unpackTemplate(bytes), known)
    return acknowledge(4)
  },
  0x53: (part) => {
    if (part.library.size === 0) return refuse(gtFault.empty)
    part.volatile.incoming = (bytes) => identify(part, unpackTemplate(bytes))
    return acknowledge(4)
  },
  0x70: (part, id) => {
    const known = knownTemplate(part, id)
    return typeof known === 'number' ? refuse(known) : { ...acknowledge(4), data: known }
  },
  0x71: (part, parameter) => {
    const [id, skipsDuplicates] = [parameter & 0xffff, parameter >>> 16 !== 0]
    if (id >= part.model.librarySize) return refuse(gtFault.badId)
    part.volatile.incoming = (bytes) => keep(part, id, bytes, skipsDuplicates)
    return acknowledge(4)
  },
  0x22: (part, parameter) => {
    const { library, model } = part
    const id = parameter === noId ? undefined : parameter
    if (id !== undefined && id >= model.librarySize) return refuse(gtFault.badId)
    if (id !== undefined && library.has(id)) return refuse(gtFault.idUsed)
    if (library.size >= model.librarySize) return refuse(gtFault.full)
    part.volatile.enrolment = { id, presses: [] }
    return acknowledge(4)
  },
  0x23: (part) => enrol(part, 1),
  0x24: (part) => enrol(part, 2),
  0x25: (part) => enrol(part, 3),
}

function capture(part: GtInside, best: number): GtAnswer {
  const { model, glass, volatile, faults } = part
  const delayMs = best === 0 ? 300 : 700
  if (faults.find('sensor-broken')) return refuse(gtFault.device, delayMs)
  const { widthPx, heightPx } = faults.find('geometry') ?? {
    widthPx: model.imageWidthPx,
    heightPx: model.imageHeightPx,
  }
  const taken = sees(part) ? glass.take(widthPx, heightPx) : 'absent'
  if (typeof taken === 'string') return refuse(gtFault.notPressed, taken === 'absent' ? 60 : delayMs)
  volatile.captured = taken
  return acknowledge(delayMs)
}

// Live, of whatever is there: without the lamp it is black.
function rawImage(part: GtInside): GtAnswer {
  const { widthPx, heightPx } = part.faults.find('geometry') ?? {
    widthPx: part.model.rawWidthPx,
    heightPx: part.model.rawHeightPx,
  }
  const taken = sees(part) ? part.glass.take(widthPx, heightPx) : undefined
  const grey = taken === undefined ? 0 : 235
  const data = typeof taken === 'object' ? taken.pixels : new Uint8Array(widthPx * heightPx).fill(grey)
  return { ...acknowledge(4), data, isImage: true }
}

function capturedFeatures({ volatile }: GtInside): Features | undefined {
  return volatile.captured?.grade === 'good' ? volatile.captured.features : undefined
}

function knownTemplate({ model, library }: GtInside, id: number): Uint8Array | number {
  if (id >= model.librarySize) return gtFault.badId
  return library.get(id) ?? gtFault.idUnused
}

function same(features: Features | undefined, template: Uint8Array): boolean {
  const known = unpackTemplate(template)
  return features !== undefined && known !== undefined && matchScore(features, known) >= leastScore
}

function verify(features: Features | undefined, template: Uint8Array): GtAnswer {
  return same(features, template) ? acknowledge(matchMs) : refuse(gtFault.verifyFailed, matchMs)
}

function identify({ library }: GtInside, features: Features | undefined): GtAnswer {
  for (const [id, template] of library) if (same(features, template)) return acknowledge(searchMs, id)
  return refuse(gtFault.identifyFailed, searchMs)
}

function duplicateOf({ library }: GtInside, features: Features | undefined): number | undefined {
  return [...library].find(([, template]) => same(features, template))?.[0]
}

function keep(part: GtInside, id: number, template: Uint8Array, skipsDuplicates: boolean): GtAnswer {
  const double = skipsDuplicates ? undefined : duplicateOf(part, unpackTemplate(template))
  if (double !== undefined) return refuse(double, searchMs)
  part.library.set(id, template)
  return acknowledge(storeMs + slowMs(part.faults))
}

/** Three presses of one finger in their order; the third joins them, and keeps or sends the template. */
function enrol(part: GtInside, press: 1 | 2 | 3): GtAnswer {
  const { volatile, library, model, faults } = part
  const { enrolment } = volatile
  if (enrolment?.presses.length !== press - 1) return refuse(gtFault.wrongOrder)
  const features = capturedFeatures(part)
  if (!features) return refuse(gtFault.badFinger, templateMs)
  const [first] = enrolment.presses
  if (first && matchScore(first, features) < leastScore) {
    volatile.enrolment = undefined
    return refuse(gtFault.enrollFailed, templateMs)
  }
  const double = enrolment.id === undefined ? undefined : duplicateOf(part, features)
  if (double !== undefined) {
    volatile.enrolment = undefined
    return refuse(double, templateMs)
  }
  enrolment.presses.push(features)
  if (press < 3) return acknowledge(templateMs)
  volatile.enrolment = undefined
  const template = packTemplate(first ?? features, model.templateBytes)
  if (enrolment.id === undefined) return { ...acknowledge(templateMs), data: template }
  library.set(enrolment.id, template)
  return acknowledge(templateMs + storeMs + slowMs(faults))
}
