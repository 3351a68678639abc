/** Puts the keyboard on the main answer of a new moment, or on the first thing that can be done. */
export function focusMain(screen: HTMLElement): void {
  const answer =
    screen.querySelector<HTMLElement>('button.main') ?? screen.querySelector<HTMLElement>(buttons)
  answer?.focus({ preventScroll: true, focusVisible: byKeyboard } as FocusOptions)
}

/** Walks through everything that can be pressed with the arrow keys, and keeps a held key from running ahead. */
export function followKeys(): void {
  addEventListener('pointerdown', () => {
    byKeyboard = false
  })
  addEventListener('keydown', (event) => {
    byKeyboard = true
    const step = steps[event.key]
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
    if (step === undefined) return
    event.preventDefault()
    const all = [...document.querySelectorAll<HTMLElement>('button')]
    const at = all.indexOf(document.activeElement as HTMLElement)
    all.at((at + step) % all.length)?.focus()
  })
}

// Answers before the edge.
const buttons = 'footer button, main button, header button'

const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

let byKeyboard = false
