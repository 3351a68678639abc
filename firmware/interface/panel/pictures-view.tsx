import type { JSX } from 'preact'
import type { PictureChoice } from '../model/screen.ts'
import { ask, busy } from './feed.ts'
import { PressButton } from './press-button.tsx'

/** Photos side by side, each a button: their differences are on them in words. */
export function PicturesView({ pictures }: { pictures: readonly PictureChoice[] }): JSX.Element {
  return (
    <div class="pictures">
      {pictures.map(({ url, alt, choice, mark, flaw }) => (
        <PressButton
          key={url}
          class={`candidate ${choice.weight}`}
          ready={!busy.value}
          onPress={() => void ask(choice.intent)}
        >
          {mark && (
            <span class="mark">
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M4 13l5 5L20 6" />
              </svg>
              {mark}
            </span>
          )}
          <img src={url} alt={alt} />
          {flaw && <span class="flaw">{flaw}</span>}
          <span class="use">{choice.label}</span>
        </PressButton>
      ))}
    </div>
  )
}
