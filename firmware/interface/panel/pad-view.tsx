import { signal } from '@preact/signals'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { PadBody } from '../model/screen.ts'
import { ask } from './feed.ts'
import { PressButton } from './press-button.tsx'
import { useKeys } from './use-keys.ts'

/** Our own number pad: no keyboard, digits in groups, the example below. */
export function PadView({ body }: { body: PadBody }): JSX.Element {
  const digits = useMemo(() => signal(''), [])
  const type = (digit: string) => {
    if (digits.value.length < body.maxDigits) digits.value += digit
  }
  const erase = () => {
    digits.value = digits.value.slice(0, -1)
  }
  useKeys((key) => {
    if (/^\d$/.test(key)) type(key)
    if (key === 'Backspace') erase()
  })
  const ready = digits.value.length >= body.minDigits
  return (
    <div class="pad">
      <output>{grouped(digits.value, body.shape) || <span class="example">{body.example}</span>}</output>
      <div class="keys">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <PressButton key={digit} onPress={() => type(digit)}>
            {digit}
          </PressButton>
        ))}
        <PressButton class="erase" onPress={erase}>
          {body.eraseLabel}
        </PressButton>
        <PressButton onPress={() => type('0')}>0</PressButton>
        <PressButton
          class="choice main"
          ready={ready}
          onPress={() => void ask({ type: body.submit, digits: digits.value })}
        >
          {body.submitLabel}
        </PressButton>
      </div>
    </div>
  )
}

// The longest numbers are a NIK, which others may read over the shoulder: its last four digits are enough to check.
const nisnDigits = 10
const shownDigits = 4

function grouped(typed: string, shape: PadBody['shape']): string {
  if (shape === 'secret') return '•'.repeat(typed.length)
  const covered = typed.length > nisnDigits ? typed.length - shownDigits : 0
  const digits = '•'.repeat(covered) + typed.slice(covered)
  const parts =
    shape === 'date' ? [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)] : digits.match(/.{1,4}/g)
  return (parts ?? []).filter((part) => part !== '').join(' ')
}
