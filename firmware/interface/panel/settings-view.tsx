import type { JSX } from 'preact'
import type { SettingsGroup } from '../model/screen.ts'
import { ask, busy } from './feed.ts'
import { PressButton } from './press-button.tsx'

/** Groups of options side by side; the chosen one has a tick and a thicker frame. */
export function SettingsView({ groups }: { groups: readonly SettingsGroup[] }): JSX.Element {
  return (
    <div class="settings">
      {groups.map(({ label, options }) => (
        <fieldset key={label}>
          <legend>{label}</legend>
          {options.map((option) => (
            <PressButton
              key={option.label}
              class="option"
              pressed={option.chosen}
              ready={!busy.value}
              onPress={() => void ask(option.intent)}
            >
              {option.label}
            </PressButton>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
