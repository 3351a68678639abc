import { languageNames, messages } from '../messages/messages.ts'
import type { SettingsGroup } from '../model/screen.ts'
import type { Language, Settings } from '../model/settings.ts'
import { compose, type ScreenDraft } from './parts.ts'

/** How it is shown and said: four groups, each answered by one tap that can be seen or heard at once. */
export function settingsScreen(settings: Settings): ScreenDraft {
  const text = messages(settings.language)
  return compose(text, settings.language, {
    cue: 'act',
    words: text.settings,
    body: { kind: 'settings', groups: groups(settings) },
    choices: [{ label: text.settings.edge.done, intent: { type: 'close-settings' }, weight: 'main' }],
  })
}

function groups({ language, size, contrast, aloud, volume }: Settings): readonly SettingsGroup[] {
  const text = messages(language).settings
  return [
    {
      label: text.groups.language,
      options: (Object.keys(languageNames) as Language[]).map((one) => ({
        label: languageNames[one],
        intent: { type: 'choose-language', language: one },
        chosen: one === language,
      })),
    },
    {
      label: text.groups.size,
      options: (['medium', 'large'] as const).map((one) => ({
        label: text.size[one],
        intent: { type: 'choose-size', size: one },
        chosen: one === size,
      })),
    },
    {
      label: text.groups.voice,
      options: [
        { label: text.volume.off, intent: { type: 'mute' }, chosen: !aloud },
        ...([1, 2, 3] as const).map((one) => ({
          label: text.volume[one],
          intent: { type: 'choose-volume', volume: one } as const,
          chosen: aloud && one === volume,
        })),
      ],
    },
    {
      label: text.groups.contrast,
      options: (['usual', 'high'] as const).map((one) => ({
        label: text.contrast[one],
        intent: { type: 'choose-contrast', contrast: one },
        chosen: one === contrast,
      })),
    },
  ]
}
