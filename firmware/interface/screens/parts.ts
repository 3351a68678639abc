import { type CueName, cueTable } from '../cues/cue-table.ts'
import type { ButtonLabel, Catalogue } from '../messages/catalogue.ts'
import type { Message } from '../messages/message.ts'
import { messages } from '../messages/messages.ts'
import type { Intent } from '../model/intent.ts'
import type { Background, Body, Choice, PadBody, Screen } from '../model/screen.ts'
import type { Language } from '../model/settings.ts'

/** A screen before the kiosk fits it to the person and numbers it. */
export type ScreenDraft = Omit<Screen, 'serial' | 'size' | 'contrast' | 'adjust'>

export function choice(
  text: Catalogue,
  name: ButtonLabel,
  intent: Intent,
  weight: Choice['weight'] = 'plain',
): Choice {
  return { label: text.button[name], intent, weight }
}

/** A pad for a PIN of six digits, none of which shows. */
export function pinPad(text: Catalogue): PadBody {
  return {
    kind: 'pad',
    shape: 'secret',
    example: text.queue.pin.example,
    minDigits: 6,
    maxDigits: 6,
    submitLabel: text.button.submit,
    eraseLabel: text.button.erase,
    submit: 'enter-pin',
  }
}

/** A pad for a day, as DDMMYYYY. */
export function datePad(text: Catalogue, submit: 'enter-birth-date' | 'enter-date'): PadBody {
  return {
    kind: 'pad',
    shape: 'date',
    example: submit === 'enter-date' ? text.queue.enterDate.example : text.birthDate.example,
    minDigits: 8,
    maxDigits: 8,
    submitLabel: text.button.submit,
    eraseLabel: text.button.erase,
    submit,
  }
}

export interface Content {
  readonly words: Message
  readonly cue: CueName
  readonly body?: Body
  readonly choices?: readonly Choice[]
  readonly edge?: readonly Choice[]
  /** One-based step of the visit. */
  readonly step?: 1 | 2 | 3 | 4 | 5 | 6
  readonly ticket?: string
  /** The lines are about one person. */
  readonly isPrivate?: true
}

/** Puts a screen together: tone and icon come from the cue, so that light, sound and picture agree. */
export function compose(text: Catalogue, language: Language, content: Content): ScreenDraft {
  const { tone, icon } = cueTable[content.cue]
  const help = choice(text, 'help', { type: 'call-help' }, 'quiet')
  return {
    language,
    tone,
    icon,
    title: content.words.title,
    lines: content.words.lines,
    body: content.body ?? { kind: 'words' },
    choices: content.choices ?? [],
    edge: [...(content.edge ?? []), help],
    ...(content.isPrivate && { isPrivate: true }),
    ...(content.step && {
      progress: { step: content.step, steps: text.steps.length, label: text.steps[content.step - 1] ?? '' },
    }),
    ...(content.ticket && { ticket: content.ticket }),
  }
}

/** The facts about the student that a screen may show: already masked. */
export interface VisitView {
  readonly language: Language
  readonly maskedName: string
  readonly className: string
  readonly background: Background
  /** Of the photos to choose from, left to right. */
  readonly pictureUrls: readonly string[]
  /** Percent of the finger's picture that has come; `undefined` while none is coming. */
  readonly reading?: number | undefined
}

export type Text = ReturnType<typeof messages>
