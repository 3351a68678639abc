import type { CameraFault } from '../../contract/camera.ts'
import type { Clock } from '../../contract/clock.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { StreamProcess } from '../../contract/stream-programs.ts'
import { cameraFaultOf, lastWord } from './camera-complaint.ts'
import { createJpegSplitter } from './jpeg-splitter.ts'

/** A program that gives no whole picture for this long hangs. */
const silentMs = 6_000

// The slowest camera takes 2 s to start, but on a busy box and after a fault it may take far longer: each start in vain
// doubles what the next one gets.
const firstStartMs = 8_000
const longestStartMs = 64_000

/** The one place before a camera: a caller gets it once the one before is gone. */
export interface CameraSlot {
  take(): Promise<CameraTurn>
  /** Ends what runs. */
  clear(): Promise<void>
}

export interface CameraTurn {
  /** Another caller has taken the camera. */
  readonly isOver: boolean
  /**
   * Pictures of a program that is started now, each newest one whole. It is killed when `signal` aborts, when the
   * turn is over, when it gives none, or when no caller asks for the next; a fault is the last value.
   */
  pictures(start: () => StreamProcess, signal: AbortSignal): AsyncGenerator<Result<Uint8Array, CameraFault>>
  /** Work with the camera that cannot be cut short: the next turn waits for it. */
  hold<T>(work: Promise<T>): Promise<T>
}

export function createCameraSlot(clock: Clock): CameraSlot {
  let current: object | undefined
  let running: StreamProcess | undefined
  let held: Promise<unknown> = Promise.resolve()
  let startMs = firstStartMs
  const clear = async () => {
    current = undefined
    const stopping = running
    stopping?.kill()
    await Promise.all([stopping?.ended, held])
  }
  return {
    clear,
    async take() {
      const mine = {}
      const cleared = clear()
      current = mine
      await cleared
      const isOver = () => current !== mine
      return {
        get isOver() {
          return isOver()
        },
        async *pictures(start, signal) {
          if (isOver() || signal.aborted) return
          const process = start()
          running = process
          const limits = { startMs, silentMs }
          for await (const picture of film(
            process,
            clock,
            limits,
            () => signal.aborted || isOver(),
            signal,
          )) {
            if (picture.ok) startMs = firstStartMs
            else if (picture.fault.kind === 'hung') startMs = Math.min(2 * startMs, longestStartMs)
            yield picture
          }
        },
        hold(work) {
          held = work.catch(() => undefined)
          return work
        },
      }
    },
  }
}

async function* film(
  process: StreamProcess,
  clock: Clock,
  limits: { readonly startMs: number; readonly silentMs: number },
  isUnwanted: () => boolean,
  signal: AbortSignal,
): AsyncGenerator<Result<Uint8Array, CameraFault>> {
  await using killed = killedAtTheEnd(process, signal)
  const splitter = createJpegSplitter()
  const output = process.output[Symbol.asyncIterator]()
  for (let limitMs = limits.startMs; ; limitMs = limits.silentMs) {
    const newest = await nextPicture(output, splitter, clock, limitMs, () => killed.kill())
    if (isUnwanted()) return
    if (newest === 'hung') return yield err(hung((await process.ended).complaint))
    if (newest === 'ended') break
    yield ok(newest)
  }
  const { exitCode, complaint } = await process.ended
  if (!isUnwanted()) yield err(cameraFaultOf(exitCode, complaint || 'the live picture ended by itself'))
}

function hung(complaint: string): CameraFault {
  const detail = lastWord(complaint)
  return { kind: 'hung', ...(detail && { detail }) }
}

function killedAtTheEnd(process: StreamProcess, signal: AbortSignal): AsyncDisposable & { kill(): void } {
  const kill = () => process.kill()
  signal.addEventListener('abort', kill, { once: true })
  return {
    kill,
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', kill)
      kill()
      await process.ended
    },
  }
}

async function nextPicture(
  output: AsyncIterator<Uint8Array>,
  splitter: ReturnType<typeof createJpegSplitter>,
  clock: Clock,
  limitMs: number,
  kill: () => void,
): Promise<Uint8Array | 'hung' | 'ended'> {
  using deadline = clock.deadline(limitMs)
  deadline.signal.addEventListener('abort', kill)
  for (;;) {
    const portion = await output.next()
    if (portion.done) return deadline.expired ? 'hung' : 'ended'
    const newest = splitter.push(portion.value).at(-1)
    if (newest) return newest
  }
}
