import type { AnsweringProgram, RunningProgram } from '../../contract/answering-program.ts'
import type { FaceFault, FaceFinder, FaceReading, FaceSession } from '../../contract/face-finder.ts'
import { err, type Result } from '../../contract/result.ts'
import { faceAnswer } from './face-answer.ts'
import { pictureMessage } from './picture-message.ts'

/** Asks the program to do without the networks, after they have cost it its life. */
export const pixelsOnly = '--pixels'

// Twice with the networks and twice without: after that the photo is taken without a look.
const mostStarts = 4

/**
 * The face check as a program of its own, started when a session opens and killed when it closes: what it needs
 * is free again, and no decoder runs in the process of the kiosk. A picture whose answer is not awaited any
 * longer kills it too, and the next one starts it anew.
 */
export function createFaceCheck(program: AnsweringProgram): FaceFinder {
  return { open: () => openSession(program) }
}

function openSession(program: AnsweringProgram): FaceSession {
  let starts = 0
  let closed = false
  const start = (): RunningProgram | undefined => {
    if (starts === mostStarts) return undefined
    starts += 1
    return program.start(starts > mostStarts / 2 ? [pixelsOnly] : [])
  }
  let running = start()
  const read = async (jpeg: Uint8Array, signal: AbortSignal): Promise<Result<FaceReading, FaceFault>> => {
    if (closed || signal.aborted) return err({ kind: 'cancelled' })
    running ??= start()
    const asked = running
    if (!asked) return err({ kind: 'absent' })
    const answer = faceAnswer(await asked.ask(pictureMessage(jpeg), signal))
    if (answer) return answer
    if (running === asked) running = undefined
    await asked.kill()
    // One that ended by itself is tried again at once, as often as it may be.
    return read(jpeg, signal)
  }
  return {
    read,
    async close() {
      closed = true
      const last = running
      running = undefined
      await last?.kill()
    },
  }
}
