import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Body } from '../model/screen.ts'
import { BodyView } from './body-view.tsx'
import { ChoiceButton } from './choice-button.tsx'
import { EdgeButton } from './edge-button.tsx'
import { lost, screen } from './feed.ts'
import { fit } from './fit.ts'
import { focusMain } from './focus.ts'
import { IconView } from './icon-view.tsx'
import { Steps } from './steps.tsx'

// Words above what is to be done; otherwise beside it.
const stacked: readonly Body['kind'][] = ['words', 'idle', 'settings']

/** One screen: head with steps and the way out, words, what to do, answers. */
export function App(): JSX.Element {
  const now = screen.value
  const frame = useRef<HTMLDivElement>(null)
  const { serial, language, size, contrast, title, lines } = now ?? {}
  useLayoutEffect(() => {
    if (!frame.current) return
    const refit = () => frame.current && fit(frame.current)
    refit()
    addEventListener('resize', refit)
    return () => removeEventListener('resize', refit)
  }, [serial, language, size, contrast, title, lines?.join('\n'), lost.value])
  useLayoutEffect(() => {
    if (frame.current) focusMain(frame.current)
  }, [serial, lost.value])
  if (lost.value || !now) return <Lost shown={lost.value} />
  const { body, choices, edge, adjust, tone } = now
  const alone = stacked.includes(body.kind)
  const first = body.kind === 'idle'
  const adjusting = adjust.map((choice) => <EdgeButton key={choice.label} choice={choice} />)
  return (
    <div ref={frame} class={`screen tone-${tone}`} data-serial={serial}>
      <header>
        {first ? (
          <div class="adjust">{adjusting}</div>
        ) : (
          <Steps progress={now.progress} ticket={now.ticket} />
        )}
        <nav>
          {edge.map((choice) => (
            <EdgeButton key={choice.label} choice={choice} />
          ))}
          {!first && adjusting}
        </nav>
      </header>
      <main class={`body-${body.kind} ${alone ? 'alone' : 'beside'}`}>
        <section class="words" role="status">
          <IconView icon={now.icon} />
          <h1>{title}</h1>
          {now.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
        <BodyView key={now.serial} body={body} />
      </main>
      {choices.length > 0 && (
        <footer>
          {choices.map((choice) => (
            <ChoiceButton key={choice.label} choice={choice} />
          ))}
        </footer>
      )}
    </div>
  )
}

// The one text the browser knows by itself: it cannot ask the kiosk for it.
function Lost({ shown }: { shown: boolean }): JSX.Element {
  return (
    <div class="screen tone-fault">
      <main class="alone">
        <section class="words" role="status">
          {shown && <IconView icon="staff" />}
          {shown && <h1>Mohon tunggu sebentar</h1>}
          {shown && <p>Kios sedang menyala ulang. Panggil petugas bila lama.</p>}
        </section>
      </main>
    </div>
  )
}
