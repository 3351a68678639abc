import type { JSX } from 'preact'
import type { Intent } from '../model/intent.ts'
import type { Choice } from '../model/screen.ts'
import { ask, busy } from './feed.ts'
import { PressButton } from './press-button.tsx'

// Drawn by us on a grid of 24; strokes only.
const paths: Readonly<Partial<Record<Intent['type'], string>>> = {
  back: 'M20 12H5 M11 5l-7 7l7 7',
  leave: 'M13 3H5v18h8 M10 12h11 M17 8l4 4l-4 4',
  'call-help':
    'M8 12V6.500a1.500 1.500 0 0 1 3 0V11V4.500a1.500 1.500 0 0 1 3 0V11V6a1.500 1.500 0 0 1 3 0v9a6 6 0 0 1-6 6c-3 0-4.500-1.500-6-4.500L3.500 13a1.600 1.600 0 0 1 2.700-1.500L8 14',
  scan: 'M4 8V4h4 M16 4h4v4 M20 16v4h-4 M8 20H4v-4 M8 8h3v3H8z M14 8h2v2 M8 14h2v2 M14 14h2v2',
  'find-name': 'M10.500 17a6.500 6.500 0 1 0 0-13a6.500 6.500 0 0 0 0 13z M15.200 15.200L21 21',
  attend: 'M12 11a4 4 0 1 0 0-8a4 4 0 0 0 0 8z M5 21v-2.500a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5V21 M12 14v4',
  'check-receipt': 'M5 3h14v18l-3.500-2l-3.500 2l-3.500-2L5 21z M9 12l2.200 2.200L15 9.500',
  'call-again': 'M4 10v4h4l6 5V5L8 10z M18 8.500a5 5 0 0 1 0 7',
  'choose-language':
    'M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18z M3 12h18 M12 3c3.500 3 3.500 15 0 18c-3.500-3-3.500-15 0-18z',
  'choose-size': 'M2 20L8 5l6 15 M4.200 15h7.600 M15 20l3.500-9l3.500 9 M16.200 17h4.600',
  'open-settings':
    'M4 7h9 M19 7h1 M4 17h1 M11 17h9 M16 10a3 3 0 1 0 0-6a3 3 0 0 0 0 6z M8 20a3 3 0 1 0 0-6a3 3 0 0 0 0 6z',
  'read-aloud': 'M4 9.500v5h4l6 4.500V5L8 9.500z M17.500 9a4.500 4.500 0 0 1 0 6 M20 6.500a8 8 0 0 1 0 11',
  mute: 'M4 9.500v5h4l6 4.500V5L8 9.500z M17 9.500l5 5m0-5l-5 5',
}

/** A way out or a way to see it differently: a picture over a word. */
export function EdgeButton({ choice }: { choice: Choice }): JSX.Element {
  const path = paths[choice.intent.type]
  return (
    <PressButton class="edge" ready={!busy.value} onPress={() => void ask(choice.intent)}>
      {path && (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={path} />
        </svg>
      )}
      <span>{choice.label}</span>
    </PressButton>
  )
}
