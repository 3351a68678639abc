import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { VideoNodes } from '../contract/video-nodes.ts'

/** The device files of this machine; in a test those of another folder. */
export function createNodeVideoNodes(folder = '/dev'): VideoNodes {
  return {
    async list() {
      const names = await readdir(folder)
      const numbers = names.flatMap((name) => /^video(\d{1,3})$/.exec(name)?.[1] ?? [])
      return numbers.toSorted((one, other) => +one - +other).map((number) => join(folder, `video${number}`))
    },
  }
}
