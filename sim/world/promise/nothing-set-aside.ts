import type { Pledge } from './promise.ts'

/** Nothing goes to quarantine that has not rotted: a medium that fails to read says nothing about what is on it. */
export function nothingSetAside(): Pledge {
  let hasRotted = false
  return {
    rotted() {
      hasRotted = true
    },
    check({ box }) {
      if (hasRotted) return []
      const aside = [...box.keys()].filter((path) => /(?:^|\/)damaged\//.test(path))
      return aside.map((path) => `${path} was set aside, and nothing has rotted`)
    },
  }
}
