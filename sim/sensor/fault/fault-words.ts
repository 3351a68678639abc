import type { SensorFault } from './sensor-fault.ts'

/** A fault as it is called on a command line: `NAME` or `NAME:ARGUMENT`. */
export interface FaultWord {
  readonly name: string
  /** Rows of `fingerprint.md` section 6 that it plays. */
  readonly rows: readonly number[]
  /** The argument that may follow the colon, and the default when none does. */
  readonly argument: string
  read(argument: string): SensorFault | undefined
}

const plain = (name: string, rows: readonly number[], fault: SensorFault): FaultWord => ({
  name,
  rows,
  argument: '',
  read: (argument) => (argument === '' ? fault : undefined),
})

/** `usual` counts when no number is given; decimal, or hexadecimal with 0x. */
const counted = (
  name: string,
  rows: readonly number[],
  usual: number,
  [least, most]: readonly [number, number],
  fault: (number: number) => SensorFault,
): FaultWord => ({
  name,
  rows,
  argument: `${least}-${most}, ${usual}`,
  read(argument) {
    const number = argument === '' ? usual : readNumber(argument)
    return number !== undefined && number >= least && number <= most ? fault(number) : undefined
  },
})

const chosen = <Choice extends string>(
  name: string,
  rows: readonly number[],
  choices: readonly [Choice, ...Choice[]],
  fault: (choice: Choice) => SensorFault,
): FaultWord => ({
  name,
  rows,
  argument: choices.join(', '),
  read(argument) {
    const choice = argument === '' ? choices[0] : choices.find((one) => one === argument)
    return choice === undefined ? undefined : fault(choice)
  },
})

/** A whole number from 0 on, decimal or with 0x. */
export function readNumber(words: string): number | undefined {
  return /^(\d{1,10}|0x[\da-f]{1,8})$/i.test(words) ? Number(words) : undefined
}

const geometry: FaultWord = {
  name: 'geometry',
  rows: [22],
  argument: 'WIDTHxHEIGHT, 160x160',
  read(argument) {
    const size = /^(\d{2,3})x(\d{2,3})$/.exec(argument === '' ? '160x160' : argument)
    const [widthPx, heightPx] = [Number(size?.[1]), Number(size?.[2])]
    return size && (widthPx * heightPx) % 2 === 0 ? { kind: 'geometry', widthPx, heightPx } : undefined
  },
}

const long = [0, 0xffffffff] as const
const frame = [0, 2_000] as const
const ms = [0, 60_000] as const

export const faultWords: readonly FaultWord[] = [
  counted('baud', [1], 9_600, [9_600, 115_200], (baud) => ({ kind: 'baud', baud })),
  chosen('baud-apply', [2], ['powerCycle', 'afterAck', 'immediate'], (when) => ({
    kind: 'baud-apply',
    when,
  })),
  plain('bad-answer', [3], { kind: 'bad-answer' }),
  counted('flip-answer', [3], 9, [0, 60], (byte) => ({ kind: 'flip-answer', byte })),
  counted('flip-bit', [4], 5, frame, (at) => ({ kind: 'flip-bit', frame: at })),
  counted('drop-bytes', [5], 3, [1, 260], (count) => ({ kind: 'drop-bytes', count })),
  counted('drop-frame', [6], 5, frame, (at) => ({ kind: 'drop-frame', frame: at })),
  plain('omit-end', [7], { kind: 'omit-end' }),
  plain('never-end', [7], { kind: 'never-end' }),
  plain('plain-end', [7], { kind: 'plain-end' }),
  counted('noise', [8], 7, [1, 4_096], (bytes) => ({ kind: 'noise', bytes })),
  plain('boot-noise', [8], { kind: 'boot-noise' }),
  counted('late-answer', [9], 3_500, ms, (late) => ({ kind: 'late-answer', ms: late })),
  counted('stray-data', [10], 3, [1, 300], (frames) => ({ kind: 'stray-data', frames })),
  counted('abort-transfer', [10], 20, frame, (at) => ({ kind: 'abort-transfer', frame: at })),
  counted('pause-transfer', [5, 10], 400, ms, (pause) => ({ kind: 'pause-transfer', ms: pause })),
  counted('late-data', [5], 2_000, ms, (late) => ({ kind: 'late-data', ms: late })),
  counted('password', [11], 1, long, (password) => ({ kind: 'password', password })),
  counted('brown-out', [12, 37], 0, [0, 10_000], (commands) => ({ kind: 'brown-out', commands })),
  counted('address', [13, 14], 1, long, (address) => ({ kind: 'address', address })),
  plain('lift-during-capture', [15], { kind: 'lift-during-capture' }),
  plain('spent-image', [15], { kind: 'spent-image' }),
  counted('failed-capture', [15], 1, [1, 1_000], (captures) => ({ kind: 'failed-capture', captures })),
  counted('sticky-finger', [16], 1, [1, 100], (lifts) => ({ kind: 'sticky-finger', lifts })),
  counted('poor-image', [17], 25, [1, 100], (contactPercent) => ({ kind: 'poor-image', contactPercent })),
  plain('ghost-finger', [18], { kind: 'ghost-finger' }),
  chosen('touch-stuck', [19], ['on', 'off'], (level) => ({ kind: 'touch-stuck', touched: level === 'on' })),
  plain('hang', [20], { kind: 'hang' }),
  plain('hang-on-bad-frame', [20], { kind: 'hang-on-bad-frame' }),
  counted('silence', [20, 9], 1, [1, 10_000], (answers) => ({ kind: 'silence', answers })),
  counted('lying-size', [21], 0, [0, 3], (code) => ({ kind: 'lying-size', code })),
  geometry,
  counted('template-bytes', [23], 768, [128, 4_096], (bytes) => ({ kind: 'template-bytes', bytes })),
  chosen('ring', [24], ['ignored', 'busy', 'lost', 'locks'], (effect) => ({ kind: 'ring', effect })),
  chosen('unsupported', [25], ['silence', 'fc', '01'], (answer) => ({ kind: 'unsupported', answer })),
  counted('slow-flash', [26], 2_500, ms, (slow) => ({ kind: 'slow-flash', ms: slow })),
  plain('header-inside', [27], { kind: 'header-inside' }),
  counted('chunk', [28], 1, [1, 65_536], (bytes) => ({ kind: 'chunk', bytes })),
  plain('echo', [31], { kind: 'echo' }),
  plain('deaf', [32], { kind: 'deaf' }),
  plain('mute', [32], { kind: 'mute' }),
  counted('code', [33], 0x17, [1, 255], (code) => ({ kind: 'code', code })),
  plain('absurd-length', [34], { kind: 'absurd-length' }),
  plain('index-shift', [35], { kind: 'index-shift' }),
  plain('dark', [38], { kind: 'dark' }),
  counted('starve', [39], 30, ms, (gapMs) => ({ kind: 'starve', gapMs })),
  counted('busy', [40], 500, ms, (window) => ({ kind: 'busy', ms: window })),
  plain('sensor-broken', [18, 33], { kind: 'sensor-broken' }),
]

/** `NAME` or `NAME:ARGUMENT` as a fault; undefined when it is none. */
export function readFault(words: string): SensorFault | undefined {
  const [name, ...argument] = words.split(':')
  return faultWords.find((word) => word.name === name)?.read(argument.join(':'))
}
