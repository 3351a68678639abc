import type { Intent } from '../../firmware/interface/model/intent.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import type { Stroke } from '../../firmware/recording/visit/visit-intent.ts'

/** A browser without a browser: follows the screens and posts taps. */
export interface PanelClient {
  readonly screen: Screen
  /** Waits for a screen that fits. */
  until(what: string, fits: (screen: Screen) => boolean): Promise<Screen>
  /** Posts an answer to the screen that shows now; the status tells whether it was accepted. */
  tap(intent: Intent): Promise<number>
  close(): void
}

export async function openPanelClient(url: string): Promise<PanelClient> {
  const stop = new AbortController()
  const response = await fetch(new URL('events', url), { signal: stop.signal })
  const waiters = new Set<() => void>()
  let screen: Screen | undefined
  const follow = async () => {
    let held = ''
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) {
      held += decoder.decode(bytes as Uint8Array, { stream: true })
      const events = held.split('\n\n')
      held = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data) screen = JSON.parse(data) as Screen
      }
      for (const wake of waiters) wake()
    }
  }
  follow().catch(() => undefined)
  const until = async (what: string, fits: (screen: Screen) => boolean): Promise<Screen> => {
    const deadline = Date.now() + 20_000
    while (!screen || !fits(screen)) {
      if (Date.now() > deadline) throw new Error(`never saw ${what}; last: ${screen?.title}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, 1_000)
        function done() {
          clearTimeout(timer)
          waiters.delete(done)
          resolve()
        }
        waiters.add(done)
      })
    }
    return screen
  }
  await until('the first screen', () => true)
  return {
    get screen() {
      return screen as Screen
    },
    until,
    async tap(intent) {
      const body = JSON.stringify({ screen: screen?.serial, intent })
      const answer = await fetch(new URL('intent', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      return answer.status
    },
    close: () => stop.abort(),
  }
}

/** A signature long enough to be one. */
export const scribble: readonly Stroke[] = [
  {
    points: Array.from({ length: 40 }, (_, index) => ({
      x: 150 + index * 15,
      y: 160 + 90 * Math.sin(index / 3),
      ms: index * 16,
    })),
  },
]
