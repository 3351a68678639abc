import { fieldOf, takenInAt } from './packet-files.ts'
import type { Pledge } from './promise.ts'

/** The office has each packet once, and each student once. */
export function eachOnce(): Pledge {
  return {
    check({ office }) {
      const people = [...office].flatMap(([path, bytes]) => {
        if (!/^out\/student\/[^/]+\/person\.json$/.test(path)) return []
        return [fieldOf(bytes, 'pid') ?? path]
      })
      return [
        ...twice(takenInAt(office)).map((packet) => `packet ${packet.slice(0, 12)} was taken in twice`),
        ...twice(people).map(() => 'one student was taken in twice'),
      ]
    },
  }
}

function twice(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))]
}
