import type { JSX } from 'preact'
import type { Icon } from '../model/screen.ts'

// Drawn by us on a grid of 24; strokes only.
const paths: Readonly<Record<Icon, string>> = {
  hand: 'M7 13V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11V5.5a1.5 1.5 0 0 1 3 0V12l1.2-1.6a1.5 1.5 0 0 1 2.5 1.6l-3.2 6.4A5 5 0 0 1 12 21h-.5A4.5 4.5 0 0 1 7 16.500z',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4z M14 7v10',
  person: 'M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8z M4 21c.6-4.200 3.800-6.500 8-6.500s7.400 2.300 8 6.500',
  paper: 'M6 3h9l4 4v14H6z M15 3v4h4 M9 12h7 M9 16h7',
  camera: 'M4 8h4l1.500-2.500h5L16 8h4v11H4z M12 16.500a3.500 3.500 0 1 0 0-7a3.500 3.500 0 0 0 0 7z',
  pen: 'M4 20l1-4L16 5l3 3L8 19z M13.500 7.500l3 3',
  finger: 'M9 21v-7a3 3 0 0 1 6 0v7 M6.500 18v-5a5.500 5.500 0 0 1 11 0v5 M12 14v7 M4 15v-2a8 8 0 0 1 16 0v2',
  list: 'M4 6h2 M9 6h11 M4 12h2 M9 12h11 M4 18h2 M9 18h11',
  tick: 'M4 12.500l5.500 5.500L20 7',
  clock: 'M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18z M12 7v5.500l3.500 2',
  staff: 'M12 11a4 4 0 1 0 0-8a4 4 0 0 0 0 8z M5 21v-2.500a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5V21 M12 14v4',
  again: 'M19 12a7 7 0 1 1-2.200-5.100 M19 4v4h-4',
  door: 'M6 21V3h9v18 M4 21h16 M12 12h.1',
}

/** The picture beside the title; the words say the same. */
export function IconView({ icon }: { icon: Icon }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[icon]} />
    </svg>
  )
}
