import type { Person } from '../../actor/panel-student.ts'
import type { Pledge } from './promise.ts'

// How a PNG and JPEGs with and without a JFIF head begin. Six bytes at least: four turn up in what is sealed about
// once in ten thousand school days.
const pictures = [
  Buffer.from('\x89PNG\r\n', 'latin1'),
  Buffer.from('ffd8ffe000104a464946', 'hex'),
  Buffer.from('ffd8ffdb0043', 'hex'),
]

/** Outside the class list no file of the kiosk, and none on a stick, holds a name, a number or a picture. */
export function nothingReadable(people: readonly Person[]): Pledge {
  const secrets = people.flatMap(({ name, nik }) => [name, nik]).map((text) => Buffer.from(text))
  const clean = new WeakSet<Uint8Array>()
  return {
    check({ box, stick }) {
      const broken: string[] = []
      for (const [path, bytes] of [...box, ...stick]) {
        if (path.startsWith('roster/') || clean.has(bytes)) continue
        const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        if ([...pictures, ...secrets].some((secret) => buffer.includes(secret)))
          broken.push(`${path} can be read`)
        else clean.add(bytes)
      }
      return broken
    },
  }
}
