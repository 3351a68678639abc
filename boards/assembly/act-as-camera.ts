import {
  type CameraProgramOptions,
  streamSimulatedPreview,
  takeSimulatedStill,
} from '../../sim/camera/camera-program.ts'
import { listSimulatedCameras } from '../../sim/camera/sensor-view.ts'

/** The stand-in for `rpicam-still` and `rpicam-vid` as a program: `still` or `preview`, then their own words. */
export async function actAsCamera([kind, ...words]: readonly string[]): Promise<void> {
  if (words.includes('--list-cameras')) return void process.stdout.write(listSimulatedCameras())
  const options = readOptions(words)
  await (kind === 'preview' ? streamSimulatedPreview(options) : takeSimulatedStill(options))
}

// It takes the real program's words, of which only a few matter here; flags have no value.
function readOptions(words: readonly string[]): CameraProgramOptions {
  const valueOf = (...names: readonly string[]) => {
    const value = words[words.findIndex((word) => names.includes(word)) + 1]
    return names.some((name) => words.includes(name)) ? value : undefined
  }
  return {
    seed: valueOf('--seed') ?? 'siswa',
    widthPx: Number(valueOf('--width') ?? 480),
    heightPx: Number(valueOf('--height') ?? 640),
    output: valueOf('--output', '-o'),
    copies: valueOf('--copies'),
    stance: valueOf('--stance'),
    mode: valueOf('--mode'),
    settleMs: Number(valueOf('--timeout', '-t') ?? 5_000),
    focuses: words.includes('--autofocus-on-capture'),
  }
}
