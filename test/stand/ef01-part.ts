import { readFault } from '../../sim/sensor/fault/fault-words.ts'
import type { TwinOptions } from '../../sim/sensor/sensor-twin.ts'
import { commandFrame, framesIn, type HeardFrame } from './ef01-talk.ts'
import { createTwinStand, type TwinStand } from './twin-stand.ts'

/** An EF01 twin that is unlocked, asked by the content of commands. */
export interface Ef01Part extends TwinStand {
  /** All bytes that come back. */
  readonly raw: (...content: number[]) => Promise<number[]>
  readonly say: (...content: number[]) => Promise<HeardFrame[]>
  /** Code and rest of the first frame; undefined when there is none. */
  readonly answer: (...content: number[]) => Promise<number[] | undefined>
  /** Puts in a fault by its name. */
  readonly spoil: (words: string) => void
}

export async function openEf01Part(model: string, options: Partial<TwinOptions> = {}): Promise<Ef01Part> {
  const stand = createTwinStand(model, options)
  const raw = (...content: number[]) => stand.ask(commandFrame(content))
  const say = async (...content: number[]) => framesIn(await raw(...content))
  const answer = async (...content: number[]) => (await say(...content))[0]?.content
  const spoil = (words: string) => {
    const fault = readFault(words)
    if (!fault) throw new Error(`no fault ${words}`)
    stand.twin.fault(fault)
  }
  await answer(0x13, 0, 0, 0, 0)
  return { ...stand, raw, say, answer, spoil }
}
