import { messages } from '../../firmware/interface/messages/messages.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import type { Settings } from '../../firmware/interface/model/settings.ts'
import { adjust, adjustSettings } from '../../firmware/interface/screens/adjust.ts'
import { lobbyScreen } from '../../firmware/interface/screens/lobby-screen.ts'
import type { ScreenDraft } from '../../firmware/interface/screens/parts.ts'
import { setupScreen } from '../../firmware/interface/screens/setup-screen.ts'
import { unlockScreen } from '../../firmware/interface/screens/unlock-screen.ts'
import { visitScreen } from '../../firmware/interface/screens/visit-screen.ts'
import type { SetupMoment, SetupRefusal } from '../../firmware/service/provisioning/set-up-box.ts'
import type { UnlockState } from '../../firmware/service/unlock/step-unlock.ts'
import { everyKind } from './every-kind.ts'
import { everyLobby, everyNotice, queueOf } from './every-lobby.ts'
import { everyVisit } from './every-visit.ts'

/** One screen of the panel in any settings. */
export interface ScreenCase {
  readonly name: string
  readonly screen: (settings: Settings) => Screen
}

/** The source of the pictures. */
export const liveUrl = '/view.mjpg'
const pictureUrls = ['/picture/token-1-1', '/picture/token-1-2']

/** Every screen that the panel can show, in the order of a student's way, built by the real builders. */
export function everyScreen(): readonly ScreenCase[] {
  const drafts: [string, (settings: Settings) => ScreenDraft][] = [
    ...everyLobby().map(({ name, lobby, queue }): (typeof drafts)[number] => [
      name,
      ({ language }) => lobbyScreen(lobby, queue, { language, stick: undefined, hasStaffMenu: true }),
    ]),
    ...everyNotice().map((notice): (typeof drafts)[number] => [
      `stick ${notice.kind}${'cause' in notice ? ` ${notice.cause}` : ''}`,
      ({ language }) =>
        lobbyScreen({ type: 'idle' }, queueOf(8, 2), { language, stick: notice, hasStaffMenu: true }),
    ]),
    ...everyVisit().map(({ name, state }): (typeof drafts)[number] => [
      name,
      ({ language }) => visitScreen(state, { ...view, language }),
    ]),
  ]
  const cases = drafts.map(
    ([name, draft], index): ScreenCase => ({
      name,
      screen: (settings) => ({ serial: index + 1, ...adjust(draft(settings), settings) }),
    }),
  )
  const helped = cases.filter(({ name }) => withHelp.includes(name))
  return [
    ...cases,
    ...helped.map(
      ({ name, screen }, index): ScreenCase => ({
        name: `${name}, help called`,
        screen: (settings) => called(screen(settings), cases.length + 1 + index),
      }),
    ),
    ...everySetup.map(
      (moment): ScreenCase => ({
        name: `setup ${Object.values(moment).join(' ')}`,
        screen: () => ({ serial: 9_998, ...setupScreen(moment, 'rk-4f0c9a1b22') }),
      }),
    ),
    ...everyUnlock.map(
      (state): ScreenCase => ({
        name: `unlock ${state.type}${'trouble' in state ? ` ${state.trouble}` : ''}`,
        screen: () => ({ serial: 9_997, ...unlockScreen(state) }),
      }),
    ),
    { name: 'settings', screen: (settings) => ({ serial: 9_999, ...adjustSettings(settings) }) },
  ]
}

const refusals = everyKind<SetupRefusal>({
  nothing: true,
  'no-key-list': true,
  'not-signed': true,
  'for-other-box': true,
  older: true,
  'wrong-time': true,
  broken: true,
  disk: true,
})

// A box that has no school yet speaks Indonesian, in one size.
const everySetup: readonly SetupMoment[] = [
  { type: 'waiting', isDamaged: false },
  { type: 'waiting', isDamaged: true },
  { type: 'reading' },
  ...refusals.map((why): SetupMoment => ({ type: 'refused', why })),
  { type: 'done', school: '30312345' },
]

const secret = new Uint8Array(32)
const unlocks: { readonly [Type in UnlockState['type']]: readonly Extract<UnlockState, { type: Type }>[] } = {
  stick: [
    { type: 'stick' },
    { type: 'stick', trouble: 'not-ours' },
    { type: 'stick', trouble: 'unreadable' },
  ],
  pin: [
    { type: 'pin', secret },
    { type: 'pin', secret, trouble: 'wrong' },
    { type: 'pin', secret, trouble: 'later' },
  ],
  trying: [{ type: 'trying', secret }],
  'new-stick': [{ type: 'new-stick' }, { type: 'new-stick', trouble: 'unreadable' }],
  choose: [{ type: 'choose' }, { type: 'choose', trouble: 'differs' }],
  repeat: [{ type: 'repeat', digits: '135790' }],
  making: [{ type: 'making', digits: '135790' }],
  open: [{ type: 'open' }],
}
/** A box whose class lists are locked, from the first stick to the PIN. */
export const everyUnlock: readonly UnlockState[] = Object.values(unlocks).flat()

// The fullest of each kind.
const withHelp = [
  'number',
  'code',
  'assent',
  'signature draw',
  'photo live',
  'finger fault unplugged',
  'receipt',
]

function called(screen: Screen, serial: number): Screen {
  return { ...screen, serial, lines: [...screen.lines, messages(screen.language).helpCalled] }
}

const view = {
  maskedName: 'MU•••••• NO•••• AL•••••••',
  className: 'XII Bahasa dan Budaya 2',
  background: 'red',
  pictureUrls,
} as const
