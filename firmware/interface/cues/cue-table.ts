import type { ScannerLight } from '../../../hal/contract/fingerprint-scanner.ts'
import type { BuzzerPattern, LampPattern } from '../../../hal/contract/indicator.ts'
import type { Icon, Tone } from '../model/screen.ts'

/** One sign in four ways; each suffices alone (colour-blind, deaf, blind, reader). */
export interface Cue {
  readonly lamp: LampPattern
  readonly ring: ScannerLight
  readonly buzzer: BuzzerPattern
  readonly tone: Tone
  readonly icon: Icon
}

export type CueName =
  | 'idle'
  | 'call'
  | 'act'
  | 'photo'
  | 'ink'
  | 'place'
  | 'lift'
  | 'good'
  | 'retry'
  | 'fault'
  | 'help'
  | 'working'
  | 'done'
  | 'on-its-way'
  | 'ask-staff'

const quiet: BuzzerPattern = []

/** The one table of light, sound and icon. Nothing blinks faster than 2 Hz (WCAG 2.3.1). */
export const cueTable: Readonly<Record<CueName, Cue>> = {
  idle: {
    lamp: { colour: 'white', rhythm: 'steady' },
    ring: 'off',
    buzzer: quiet,
    tone: 'calm',
    icon: 'hand',
  },
  call: {
    lamp: { colour: 'blue', rhythm: 'pulse' },
    ring: 'off',
    buzzer: [120, 120, 240],
    tone: 'act',
    icon: 'ticket',
  },
  act: {
    lamp: { colour: 'blue', rhythm: 'steady' },
    ring: 'off',
    buzzer: quiet,
    tone: 'act',
    icon: 'person',
  },
  photo: {
    lamp: { colour: 'white', rhythm: 'steady' },
    ring: 'off',
    buzzer: quiet,
    tone: 'act',
    icon: 'camera',
  },
  ink: { lamp: { colour: 'blue', rhythm: 'steady' }, ring: 'off', buzzer: quiet, tone: 'act', icon: 'pen' },
  place: {
    lamp: { colour: 'blue', rhythm: 'pulse' },
    ring: 'place',
    buzzer: [40],
    tone: 'act',
    icon: 'finger',
  },
  lift: {
    lamp: { colour: 'cyan', rhythm: 'steady' },
    ring: 'working',
    buzzer: [60, 60, 60],
    tone: 'act',
    icon: 'finger',
  },
  good: {
    lamp: { colour: 'green', rhythm: 'steady' },
    ring: 'good',
    buzzer: [60, 40, 160],
    tone: 'good',
    icon: 'tick',
  },
  retry: {
    lamp: { colour: 'amber', rhythm: 'blink' },
    ring: 'retry',
    buzzer: [160, 120, 160],
    tone: 'retry',
    icon: 'again',
  },
  fault: {
    lamp: { colour: 'red', rhythm: 'steady' },
    ring: 'fault',
    buzzer: [300, 100, 300, 100, 300],
    tone: 'fault',
    icon: 'staff',
  },
  help: {
    lamp: { colour: 'red', rhythm: 'pulse' },
    ring: 'off',
    buzzer: [400],
    tone: 'fault',
    icon: 'staff',
  },
  working: {
    lamp: { colour: 'white', rhythm: 'pulse' },
    ring: 'working',
    buzzer: quiet,
    tone: 'calm',
    icon: 'clock',
  },
  done: {
    lamp: { colour: 'green', rhythm: 'steady' },
    ring: 'good',
    buzzer: [80, 60, 80, 60, 240],
    tone: 'good',
    icon: 'tick',
  },
  'on-its-way': {
    lamp: { colour: 'cyan', rhythm: 'pulse' },
    ring: 'off',
    buzzer: [80],
    tone: 'calm',
    icon: 'clock',
  },
  'ask-staff': {
    lamp: { colour: 'amber', rhythm: 'steady' },
    ring: 'off',
    buzzer: [200, 100, 200],
    tone: 'retry',
    icon: 'staff',
  },
}
