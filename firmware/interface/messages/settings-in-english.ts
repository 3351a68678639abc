import type { SettingsMessages } from './settings-messages.ts'

export const settingsInEnglish: SettingsMessages = {
  title: 'Display and voice',
  lines: ['Until you are done.'],
  groups: { language: 'Language', size: 'Letters', contrast: 'Colours', voice: 'Read aloud' },
  size: { medium: 'Medium', large: 'Large' },
  contrast: { usual: 'Usual', high: 'Strong' },
  volume: { off: 'Off', 1: 'Soft', 2: 'Middle', 3: 'Loud' },
  edge: {
    medium: 'Medium letters',
    large: 'Large letters',
    settings: 'Display',
    speak: 'Read aloud',
    repeat: 'Repeat',
    mute: 'Quiet',
    done: 'Done',
  },
  answers: 'Your choices',
  call: (spoken) => `Number ${spoken}, please.`,
}
