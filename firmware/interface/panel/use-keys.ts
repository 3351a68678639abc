import { useEffect, useRef } from 'preact/hooks'

/** Hears the keys of a pad plugged in, such as `7` or `Backspace`, while this part of the screen is up. */
export function useKeys(hear: (key: string) => void): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const listen = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if (!ctrlKey && !altKey && !metaKey) latest.current(key)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
