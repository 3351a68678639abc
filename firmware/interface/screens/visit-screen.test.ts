import { describe, expect, test } from 'vitest'
import { intents, twoPhotos } from '../../../test/stand/visit-events.ts'
import { withoutRearming } from '../../../test/stand/visit-outcomes.ts'
import {
  before,
  everyState,
  fingerAt,
  photoAt,
  stateAt,
  verifyAt,
  withEntries,
} from '../../../test/stand/visit-states.ts'
import { faceHints } from '../../recording/face/judge-face.ts'
import { stepVisit } from '../../recording/visit/step-visit.ts'
import { isVisitIntent } from '../../recording/visit/visit-intent.ts'
import type { VisitState } from '../../recording/visit/visit-state.ts'
import type { Intent } from '../model/intent.ts'
import type { Choice } from '../model/screen.ts'
import type { Language } from '../model/settings.ts'
import type { ScreenDraft } from './parts.ts'
import { visitScreen } from './visit-screen.ts'

const view = (language: Language) => ({
  language,
  maskedName: 'SI•• AM••••',
  className: 'XII IPA 1',
  background: 'red' as const,
  pictureUrls: ['/picture/token-1-1', '/picture/token-1-2'],
})

const moments: Readonly<Record<string, VisitState>> = {
  ...everyState,
  ...named('camera', ['missing', 'absent', 'busy', 'failed', 'hung', 'damaged'], (fault) =>
    photoAt('fault', { fault }),
  ),
  ...named('scanner', ['silent', 'unplugged', 'garbled', 'locked', 'refused', 'unsupported'], (fault) =>
    fingerAt('fault', { fault }),
  ),
  ...named('press', ['lifted', 'dry', 'wet', 'unclear', 'small'], (reason) => fingerAt('retry', { reason })),
  ...named('compare', ['lifted', 'dry', 'wet', 'unclear', 'small'], (reason) =>
    verifyAt('place', { reason }),
  ),
  ...named('storage', ['full', 'read-only', 'broken'], (fault) =>
    stateAt({ type: 'stuck', fault }, before.signature),
  ),
  'leave asked before the name': { ...everyState['birth-date'], question: 'leave' },
}

const cases = Object.entries(moments).flatMap(([name, state]) =>
  (['id', 'en'] as const).map((language) => ({ name, language, state })),
)

describe.each(cases)('$name in $language', ({ state, language }) => {
  const screen = visitScreen(state, view(language))

  test('says what to do in a title and a few short lines', () => {
    expect(screen.title.length).toBeGreaterThan(0)
    expect(screen.title.length).toBeLessThanOrEqual(45)
    expect(screen.lines.length).toBeLessThanOrEqual(3)
    for (const line of screen.lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(screen.ticket).toBe('A-01')
  })

  test('has at most one main answer, help at the edge, and a way out', () => {
    const answers = [...screen.choices, ...pictureChoices(screen)]
    expect(answers.filter(({ weight }) => weight === 'main').length).toBeLessThanOrEqual(1)
    expect(screen.edge.map(({ intent }) => intent.type)).toContain('call-help')
    // These two pass by themselves: the packet is being closed, or the visit is over.
    const passing = state.stage.type === 'closing' || state.stage.type === 'over'
    expect(passing || waysOut(screen).length > 0).toBe(true)
  })

  test('offers nothing that the machine would not act on', () => {
    const dead = offered(screen).filter((intent) => intent.type !== 'choose-language' && !acts(state, intent))
    expect(dead).toEqual(state.stage.type === 'over' ? [intents['call-help']] : [])
  })
})

describe('the photo', () => {
  test('every hint has words in its title, and the oval says whether to change anything', () => {
    const screens = [...faceHints, 'ready' as const].map((hint) =>
      visitScreen(photoAt('live', { hint }), view('id')),
    )
    expect(new Set(screens.map(({ title }) => title)).size).toBe(faceHints.length + 1)
    const stances = screens.map(({ body }) => body.kind === 'live' && body.stance)
    expect(stances).toEqual([...faceHints.map(() => 'change'), 'ready'])
  })

  test('no hint takes the button away', () => {
    for (const hint of faceHints) {
      expect(offered(visitScreen(photoAt('live', { hint }), view('id')))).toContainEqual(
        intents['take-photo'],
      )
    }
  })

  test('the better one is marked, closed eyes are named before anybody approves', () => {
    const { body } = visitScreen(everyState['photo choose'], view('id'))
    expect(body.kind === 'pictures' && body.pictures).toMatchObject([
      { mark: 'Disarankan', choice: { weight: 'main', intent: { type: 'approve-photo', side: 'left' } } },
      {
        flaw: 'Mata tertutup',
        choice: { weight: 'plain', intent: { type: 'approve-photo', side: 'right' } },
      },
    ])
  })

  test('two that are as good are neither marked', () => {
    const [good] = twoPhotos
    const candidates = good ? [good, good] : []
    const { body } = visitScreen(photoAt('choose', { candidates }), view('id'))
    expect(JSON.stringify(body)).not.toMatch(/Disarankan|"main"/)
  })
})

describe('a screen that waits for the disk or for nothing', () => {
  test.each(['signature keeping', 'approval keeping', 'photo keeping'] as const)(
    '%s shows no box',
    (name) => {
      expect(visitScreen(everyState[name], view('id')).body).toEqual({ kind: 'words' })
    },
  )
})

describe('an index finger that is pressed again', () => {
  const offers = (state: VisitState) => offered(visitScreen(state, view('id'))).map((intent) => intent.type)

  test('may be given up only by who has tried', () => {
    expect(offers(verifyAt('place'))).not.toContain('offer-exceptions')
    expect(offers(verifyAt('place', { tries: 1 }))).toContain('offer-exceptions')
    expect(offers(verifyAt('place', { reason: 'dry' }))).toContain('offer-exceptions')
    expect(offers(verifyAt('fault', { fault: 'silent' }))).toContain('offer-exceptions')
  })

  test('is not called a match when it was none', () => {
    const title = (state: VisitState) => visitScreen(state, view('en')).title
    expect(title(verifyAt('same'))).toBe('It matches')
    expect(title(verifyAt('noted'))).not.toBe('It matches')
  })
})

test('what somebody else may have begun cannot be erased before the name is confirmed', () => {
  const erase = (state: VisitState) => offered(visitScreen(state, view('id'))).some(isDecline)
  expect(erase({ ...everyState['birth-date'], question: 'leave' })).toBe(false)
  expect(erase({ ...everyState.confirm, question: 'leave' })).toBe(false)
  expect(erase({ ...everyState['signature draw'], question: 'leave' })).toBe(true)
})

test('the review counts a finger once, with its image, even when it was excepted after a break', () => {
  const record = withEntries(before.review, { type: 'exception', position: 2, reason: 'bandaged' })
  const { body } = visitScreen(stateAt({ type: 'review' }, record), view('en'))
  expect(body.kind === 'review' && body.parts[2]).toMatchObject({ value: '10 fingers', good: true })
})

function named<Kind extends string>(
  what: string,
  kinds: readonly Kind[],
  state: (kind: Kind) => VisitState,
): Record<string, VisitState> {
  return Object.fromEntries(kinds.map((kind) => [`${what} ${kind}`, state(kind)]))
}

/** Every intent that a person can send from this screen. */
function offered({ body, choices, edge }: ScreenDraft): readonly Intent[] {
  return [...inside(body), ...[...choices, ...edge].map(({ intent }) => intent)]
}

function inside(body: ScreenDraft['body']): readonly Intent[] {
  switch (body.kind) {
    case 'ink':
      return [intents.sign]
    case 'pad':
      return [intents[body.submit]]
    case 'options':
      return body.options.map(({ intent }) => intent)
    case 'pictures':
      return pictureChoices({ body }).map(({ intent }) => intent)
    case 'review':
      return body.parts.flatMap(({ change }) => change?.intent ?? [])
    default:
      return []
  }
}

function pictureChoices({ body }: Pick<ScreenDraft, 'body'>): readonly Choice[] {
  return body.kind === 'pictures' ? body.pictures.map(({ choice }) => choice) : []
}

function waysOut(screen: ScreenDraft): readonly Intent[] {
  return offered(screen).filter((intent) => intent.type !== 'call-help' && intent.type !== 'choose-language')
}

function acts(state: VisitState, intent: Intent): boolean {
  if (!isVisitIntent(intent)) return false
  const step = stepVisit(state, intent)
  return withoutRearming(step).length > 0 || JSON.stringify(step.state) !== JSON.stringify(state)
}

function isDecline(intent: Intent): boolean {
  return intent.type === 'decline'
}
