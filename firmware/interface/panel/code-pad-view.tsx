import { signal } from '@preact/signals'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { CodePadBody } from '../model/screen.ts'
import { ask } from './feed.ts'
import { PressButton } from './press-button.tsx'
import { useKeys } from './use-keys.ts'

const length = 8

/** Our own pad of letters and digits: no keyboard, four rows of eight, without those that look alike. */
export function CodePadView({ body }: { body: CodePadBody }): JSX.Element {
  const typed = useMemo(() => signal(''), [])
  const type = (letter: string) => {
    if (typed.value.length < length) typed.value += letter
  }
  const erase = () => {
    typed.value = typed.value.slice(0, -1)
  }
  useKeys((key) => {
    const letter = key.toUpperCase()
    if (letter.length === 1 && body.keys.includes(letter)) type(letter)
    if (key === 'Backspace') erase()
  })
  const ready = typed.value.length === length
  return (
    <div class="code-pad">
      <output>{shown(typed.value) || <span class="example">{body.example}</span>}</output>
      <PressButton class="erase" onPress={erase}>
        {body.eraseLabel}
      </PressButton>
      <PressButton
        class="choice main"
        ready={ready}
        onPress={() => void ask({ type: 'enter-code', code: typed.value })}
      >
        {body.submitLabel}
      </PressButton>
      <div class="letters">
        {Array.from(body.keys, (letter) => (
          <PressButton key={letter} onPress={() => type(letter)}>
            {letter}
          </PressButton>
        ))}
      </div>
    </div>
  )
}

function shown(typed: string): string {
  return typed.length > 4 ? `${typed.slice(0, 4)}-${typed.slice(4)}` : typed
}
