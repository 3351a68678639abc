import { languageNames, messages } from '../messages/messages.ts'
import type { Intent } from '../model/intent.ts'
import type { Choice, Screen } from '../model/screen.ts'
import type { Language, Settings } from '../model/settings.ts'
import type { ScreenDraft } from './parts.ts'
import { settingsScreen } from './settings-screen.ts'

/** A screen as one person sees it, before the kiosk numbers it. */
export type PanelDraft = Omit<Screen, 'serial'>

/** Fits a screen to the person: how it looks, and what at its edge changes that. */
export function adjust(draft: ScreenDraft, settings: Settings): PanelDraft {
  const { size, contrast } = settings
  return {
    ...draft,
    size,
    contrast,
    adjust: [...firstChoices(draft, settings), ...usualChoices(draft, settings)],
  }
}

/** The settings laid over a screen, which goes on underneath. */
export function adjustSettings(settings: Settings): PanelDraft {
  const { size, contrast } = settings
  return { ...settingsScreen(settings), size, contrast, adjust: voiceChoices(settings) }
}

/** Whether the settings may cover this moment: not while something passes that must be seen. */
export function mayCover({ body, choices }: Pick<Screen, 'body' | 'choices'>): boolean {
  if (body.kind === 'live') return body.countdown === undefined
  return body.kind !== 'words' || choices.length > 0
}

// On the first screen language and size are one tap away.
function firstChoices({ body }: ScreenDraft, { language, size }: Settings): readonly Choice[] {
  if (body.kind !== 'idle') return []
  const others = (Object.keys(languageNames) as Language[]).filter((one) => one !== language)
  const other = size === 'medium' ? 'large' : 'medium'
  return [
    ...others.map((one) => quiet(languageNames[one], { type: 'choose-language', language: one })),
    quiet(messages(language).settings.edge[other], { type: 'choose-size', size: other }),
  ]
}

function usualChoices(draft: ScreenDraft, settings: Settings): readonly Choice[] {
  const { edge } = messages(settings.language).settings
  const open = mayCover(draft) ? [quiet(edge.settings, { type: 'open-settings' })] : []
  const voice = voiceChoices(settings)
  return [...open, ...(draft.body.kind === 'idle' ? voice.slice(-1) : voice)]
}

function voiceChoices({ language, aloud }: Settings): readonly Choice[] {
  const { edge } = messages(language).settings
  if (!aloud) return [quiet(edge.speak, { type: 'read-aloud' })]
  return [quiet(edge.repeat, { type: 'read-aloud' }), quiet(edge.mute, { type: 'mute' })]
}

function quiet(label: string, intent: Intent): Choice {
  return { label, intent, weight: 'quiet' }
}
