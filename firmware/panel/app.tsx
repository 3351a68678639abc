import type { JSX } from 'preact'
import { BodyView } from './body-view.tsx'
import { ChoiceButton } from './choice-button.tsx'
import { lost, screen } from './feed.ts'
import { IconView } from './icon-view.tsx'
import { Steps } from './steps.tsx'

/** One screen: head with steps and the way out, words, what to do, answers. */
export function App(): JSX.Element {
  const now = screen.value
  if (lost.value || !now) return <Lost shown={lost.value} />
  const { body, choices, edge, tone } = now
  const alone = body.kind === 'words' || body.kind === 'idle'
  return (
    <div class={`screen tone-${tone}`}>
      <header>
        <Steps progress={now.progress} ticket={now.ticket} />
        <nav>
          {edge.map((choice) => (
            <ChoiceButton key={choice.label} choice={choice} />
          ))}
        </nav>
      </header>
      <main class={alone ? 'alone' : `beside body-${body.kind}`}>
        <section class="words" role="status">
          <IconView icon={now.icon} />
          <h1>{now.title}</h1>
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
