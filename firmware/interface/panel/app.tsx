import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Body, Icon, Progress } from '../model/screen.ts'
import { BodyView } from './body-view.tsx'
import { ChoiceButton } from './choice-button.tsx'
import { EdgeButton } from './edge-button.tsx'
import { lost, screen } from './feed.ts'
import { fit } from './fit.ts'
import { focusMain } from './focus.ts'

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

/** How far the student is: dots, a label, and the ticket being served. */
export function Steps(props: { progress: Progress | undefined; ticket: string | undefined }): JSX.Element {
  const { progress, ticket } = props
  return (
    <div class="steps">
      <span class="brand" aria-hidden="true">
        Rekam
      </span>
      {ticket && <strong class="ticket">{ticket}</strong>}
      {progress && (
        <ol aria-label={`${progress.label} ${progress.step}/${progress.steps}`}>
          {Array.from({ length: progress.steps }, (_, index) => (
            <li
              key={index}
              class={index + 1 < progress.step ? 'past' : index + 1 === progress.step ? 'now' : ''}
            />
          ))}
        </ol>
      )}
      {progress && <span class="step-label">{progress.label}</span>}
    </div>
  )
}
