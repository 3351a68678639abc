import type { JSX } from 'preact'
import type { Body, LiveBody, OptionsBody, ReviewPart, SettingsGroup } from '../model/screen.ts'
import { ChoiceButton } from './choice-button.tsx'
import { CodePadView } from './code-pad-view.tsx'
import { ask, busy } from './feed.ts'
import { FingerView } from './finger-view.tsx'
import { InkView } from './ink-view.tsx'
import { PadView } from './pad-view.tsx'
import { PicturesView } from './pictures-view.tsx'
import { PressButton } from './press-button.tsx'

/** The thing to do on a screen, by its kind. */
export function BodyView({ body }: { body: Body }): JSX.Element | null {
  switch (body.kind) {
    case 'words':
      return null
    case 'idle':
      // A ticket that waits alone is called by the title.
      return body.waiting.length < 2 ? null : (
        <p class="waiting">
          {body.waitingLabel}: <strong>{body.waiting.slice(0, 8).join('  ')}</strong>
        </p>
      )
    case 'pad':
      return <PadView body={body} />
    case 'code-pad':
      return <CodePadView body={body} />
    case 'options':
      return <OptionsView body={body} />
    case 'live':
      return <LiveView body={body} />
    case 'pictures':
      return <PicturesView pictures={body.pictures} />
    case 'scan':
      return <ScanView url={body.url} />
    case 'ink':
      return <InkView body={body} />
    case 'finger':
      return <FingerView body={body} />
    case 'review':
      return <ReviewView parts={body.parts} />
    case 'qr':
    case 'receipt':
      return (
        <figure class="receipt">
          <div role="img" aria-label={body.qrAlt} dangerouslySetInnerHTML={{ __html: body.qrSvg }} />
          {body.kind === 'receipt' && <figcaption>{body.code}</figcaption>}
        </figure>
      )
    case 'settings':
      return <SettingsView groups={body.groups} />
  }
}

/** The camera as a mirror, with an oval for the face that says how the person stands, and the countdown over it. */
export function LiveView({ body }: { body: LiveBody }): JSX.Element {
  const { alt, background, countdown = 0, stance = 'unknown', url } = body
  return (
    <div class={`live ground-${background} stance-${stance}`}>
      <img src={url} alt={alt} />
      <svg viewBox="0 0 300 400" aria-hidden="true">
        <ellipse cx="150" cy="178" rx="84" ry="114" />
        {stance === 'ready' && <path d="M132 330l13 13l24-27" />}
        {stance === 'change' && <path d="M150 312v20m0 10v4" />}
      </svg>
      {countdown > 0 && (
        <strong class="countdown" role="timer">
          {countdown}
        </strong>
      )}
    </div>
  )
}

/** A page of answers, two beside each other. */
export function OptionsView({ body }: { body: OptionsBody }): JSX.Element {
  return (
    <div class="options">
      {body.options.map((option) => (
        <ChoiceButton key={option.label} choice={option} />
      ))}
    </div>
  )
}

/** The recording in words, with a mark beside each line and the way to change it. */
export function ReviewView({ parts }: { parts: readonly ReviewPart[] }): JSX.Element {
  return (
    <dl class="review">
      {parts.map((part) => (
        <div key={part.label} class={part.good ? 'good' : 'look'}>
          <dt>{part.label}</dt>
          <dd>
            <span>{part.value}</span>
            {part.change && <ChoiceButton choice={part.change} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The camera as a mirror, with a frame to hold a code in. */
export function ScanView({ url }: { url: string }): JSX.Element {
  return (
    <div class="live scan">
      <img src={url} alt="" />
      <svg viewBox="0 0 300 400" aria-hidden="true">
        <path d="M75 155v-30h30M195 125h30v30M225 245v30h-30M105 275h-30v-30" />
      </svg>
    </div>
  )
}

/** Groups of options side by side; what is chosen has a tick and a thicker frame. */
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
