import { parentPort } from 'node:worker_threads'
import {
  type OpenedStudent,
  type OpeningTask,
  openStudent,
} from '../../firmware/registry/intake/open-student.ts'
import { openPictureCodec } from './picture-codec.ts'

/** One packet on its way to a thread, and what comes back. */
export interface Order {
  readonly id: number
  readonly task: OpeningTask
}

export interface Answer {
  readonly id: number
  readonly opened: OpenedStudent
}

// In the main thread there is no port, and this does nothing.
parentPort?.on('message', async ({ id, task }: Order) => {
  const opened = await openStudent(task, openPictureCodec)
  const answer: Answer = { id, opened }
  // Handed over and not copied, but for small ones that share Node's common buffer.
  const own = opened.ok ? opened.value.filter(({ bytes }) => bytes.length === bytes.buffer.byteLength) : []
  parentPort?.postMessage(
    answer,
    own.map(({ bytes }) => bytes.buffer as ArrayBuffer),
  )
})
