import { signal } from '@preact/signals'
import type { Intent } from '../model/intent.ts'
import type { Screen } from '../model/screen.ts'

/** The screen as the kiosk last sent it; the browser keeps nothing else. */
export const screen = signal<Screen | undefined>(undefined)

/** True when the kiosk has been out of reach for longer than a blink. */
export const lost = signal(false)

/** True from a tap until the kiosk answers with another moment, or a second has passed. */
export const busy = signal(false)

const patienceMs = 5_000

/** Follows the screens; the browser reconnects by itself. */
export function followScreens(): void {
  const source = new EventSource('/events')
  let worry: ReturnType<typeof setTimeout> | undefined
  source.addEventListener('screen', (event) => {
    clearTimeout(worry)
    worry = undefined
    const next = JSON.parse(event.data) as Screen
    // "Mistyped" answers on the very same screen: only its words are others.
    if (momentOf(next) !== momentOf(screen.value)) busy.value = false
    dressPage(next)
    lost.value = false
    screen.value = next
  })
  source.addEventListener('error', () => {
    worry ??= setTimeout(() => {
      lost.value = true
    }, patienceMs)
  })
}

// The rest of a Banjar screen is Indonesian, and closer to it than any other.
function dressPage({ language, size, contrast }: Screen): void {
  const page = document.documentElement
  page.lang = language === 'bjn' ? 'id' : language
  page.dataset['size'] = size
  page.dataset['contrast'] = contrast
}

function momentOf(shown: Screen | undefined): string | undefined {
  return shown && JSON.stringify({ ...shown, body: shown.body.kind === 'settings' ? shown.body : '' })
}

/** Asks the kiosk for something. It may refuse; the next screen tells. */
export async function ask(intent: Intent): Promise<void> {
  if (busy.value || !screen.value) return
  busy.value = true
  setTimeout(() => {
    busy.value = false
  }, 1_000)
  await fetch('/intent', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ screen: screen.value.serial, intent }),
  }).catch(() => undefined)
}
