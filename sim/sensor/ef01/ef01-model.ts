import type { BaudApply } from '../fault/line-fault.ts'
import type { PartBody } from '../powered-part.ts'

/** The equipment and behaviour of a part of the `EF 01` family; fingerprint.md sections 2 and 11. */
export interface Ef01Model extends PartBody {
  readonly widthPx: number
  readonly heightPx: number
  /** Sees by its own lamp. */
  readonly optical: boolean
  /** The rate is 9600 times one of these. */
  readonly baudMultipliers: readonly number[]
  readonly defaultMultiplier: number
  readonly baudApply: BaudApply
  /** 32, 64, 128 or 256 bytes of data a frame, as 0 to 3. */
  readonly defaultSizeCode: number
  readonly templateBytes: number
  readonly librarySize: number
  /** Buffers for templates. */
  readonly buffers: 2 | 6
  readonly systemIdentifier: number
  readonly notepadPages: number
  readonly commands: ReadonlySet<number>
  /** Whose meaning the codes 34, 35, 3C and 3D have, and the first two words of ReadSysPara. */
  readonly dialect: 'grow' | 'synochip'
  readonly unsupported: 'fc' | '01' | 'silence'
  /** The answer to a frame for another address. */
  readonly foreignAddress: 'silence' | 'code'
  /** Refuses all work until the password came, even the default one. */
  readonly wantsPassword: boolean
  /** Template 0 is bit 1 of the index table. */
  readonly indexOffset: 0 | 1
  readonly hasProductInfo: boolean
  readonly captureMs: number
  readonly absentMs: number
  readonly extractMs: number
  readonly searchMs: number
  readonly storeMs: number
}

// Everything from GenImg to ReadSysPara, then password, address, notepad, numbers.
const common = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x12, 0x13, 0x14,
  0x15, 0x16, 0x18, 0x19, 0x1d, 0x1f,
]
const withFastSearch = [...common, 0x1b]
const withUsb = [...withFastSearch, 0x17, 0x32, 0x34]

const optical: Ef01Model = {
  name: 'ZFM-20',
  bootMs: 500,
  readyByte: undefined,
  touchPin: 'high',
  widthPx: 256,
  heightPx: 288,
  optical: true,
  baudMultipliers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  defaultMultiplier: 6,
  baudApply: 'powerCycle',
  defaultSizeCode: 2,
  templateBytes: 512,
  librarySize: 162,
  buffers: 2,
  systemIdentifier: 0x0009,
  notepadPages: 16,
  commands: new Set(common),
  unsupported: '01',
  foreignAddress: 'silence',
  wantsPassword: false,
  indexOffset: 0,
  dialect: 'grow',
  hasProductInfo: false,
  captureMs: 500,
  absentMs: 4,
  extractMs: 390,
  searchMs: 600,
  storeMs: 300,
}

const round: Ef01Model = {
  ...optical,
  name: 'R503',
  bootMs: 50,
  readyByte: 0x55,
  touchPin: 'low',
  widthPx: 192,
  heightPx: 192,
  optical: false,
  baudMultipliers: [1, 2, 4, 6, 12],
  templateBytes: 1536,
  librarySize: 200,
  buffers: 6,
  systemIdentifier: 0x0000,
  commands: new Set([...common, 0x17, 0x28, 0x30, 0x31, 0x32, 0x35, 0x36, 0x39, 0x3a, 0x3c, 0x3d, 0x40]),
  unsupported: 'fc',
  wantsPassword: true,
  hasProductInfo: true,
  captureMs: 150,
  absentMs: 6,
  extractMs: 120,
  searchMs: 200,
  storeMs: 120,
}

// Known of these are the codes, by public drivers. Sizes of images and templates are assumed, but for the 160 x 160 of
// the FPC1021 in R557 and FPM383C and the 96 x 100 that a driver of the R558-S has.
const small: Ef01Model = {
  ...round,
  name: 'HLK-ZW101',
  dialect: 'synochip',
  bootMs: 200,
  touchPin: 'high',
  widthPx: 160,
  heightPx: 160,
  templateBytes: 1_024,
  librarySize: 50,
  buffers: 2,
  commands: new Set([...common, 0x29, 0x30, 0x33, 0x34, 0x35, 0x36, 0x3c, 0x3d]),
  unsupported: '01',
  wantsPassword: false,
  hasProductInfo: false,
}

export const ef01Models: readonly Ef01Model[] = [
  optical,
  {
    ...optical,
    name: 'AS608',
    librarySize: 300,
    baudApply: 'afterAck',
    commands: new Set([...withFastSearch, 0x29]),
  },
  {
    ...optical,
    name: 'FPM10A',
    touchPin: 'none',
    templateBytes: 768,
    librarySize: 1000,
    baudApply: 'afterAck',
    unsupported: 'silence',
    captureMs: 590,
    commands: new Set([...withFastSearch, 0x50, 0x51, 0x53]),
  },
  {
    ...optical,
    name: 'R305',
    touchPin: 'low',
    baudMultipliers: [1, 2, 3, 4, 5, 6],
    librarySize: 120,
    baudApply: 'afterAck',
    unsupported: 'silence',
    foreignAddress: 'code',
    commands: new Set(withUsb),
  },
  {
    ...optical,
    name: 'R307',
    librarySize: 1000,
    baudApply: 'afterAck',
    foreignAddress: 'code',
    commands: new Set(withUsb),
  },
  {
    ...optical,
    name: 'R308',
    librarySize: 500,
    baudApply: 'afterAck',
    foreignAddress: 'code',
    storeMs: 2_000,
    commands: new Set([...withFastSearch, 0x32, 0x34].filter((code) => code !== 0x0f)),
  },
  round,
  {
    ...round,
    name: 'R502',
    buffers: 2,
    hasProductInfo: false,
    commands: new Set([...common, 0x35, 0x3d]),
  },
  {
    ...round,
    name: 'R551',
    bootMs: 200,
    templateBytes: 768,
    librarySize: 150,
    buffers: 2,
    indexOffset: 1,
    hasProductInfo: false,
    wantsPassword: false,
    commands: new Set([...common, 0x33]),
  },
  {
    ...optical,
    name: 'ZFM-70',
    readyByte: 0x55,
    librarySize: 1000,
    notepadPages: 15,
    commands: new Set([...withFastSearch, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56]),
  },
  small,
  { ...small, name: 'HLK-ZW111', librarySize: 40 },
  { ...small, name: 'FPM383C', librarySize: 60 },
  { ...small, name: 'R557', librarySize: 60 },
  { ...small, name: 'R558', widthPx: 96, heightPx: 100, librarySize: 100, templateBytes: 768 },
]
