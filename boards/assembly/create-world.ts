import { availableParallelism, userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { ScannerAt } from '../../firmware/console/boards.ts'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { anyModel } from '../../firmware/console/sensor-options.ts'
import { openAnyScanner } from '../../hal/driver/scanner/open-any-scanner.ts'
import {
  commissionScanner,
  openScanner,
  type ScannerPlace,
  scannerModelOf,
  scannerModels,
} from '../../hal/driver/scanner/open-scanner.ts'
import { createSystemdPower } from '../../hal/driver/system/systemd-power.ts'
import { holdFolder } from '../../hal/linux/hold-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createNodeProcessFacts } from '../../hal/linux/node-process-facts.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import manifest from '../../package.json' with { type: 'json' }
import { demoRoster } from '../desk/demo-roster.ts'
import { openSchool } from '../desk/open-school.ts'
import { allBoards } from './all-boards.ts'
import { openDecryptWorkers } from './decrypt-workers.ts'
import { describeBoard } from './describe-board.ts'
import { openBoard } from './open-board.ts'
import { readPanelFiles } from './panel-files.ts'
import { openPictureCodec } from './picture-codec.ts'
import { serve } from './serve.ts'
import { createSimulations } from './simulate.ts'

/** The real world around the command line; `close` lets go of its connections. */
export function createWorld(stopped: AbortSignal): ConsoleWorld & { close(): void } {
  const clock = createRealClock()
  const http = createNodeHttp()
  const say = (line: string) => console.error(line)
  return {
    software: `rekam ${manifest.version}`,
    clock,
    entropy: createRealEntropy(),
    http,
    openDisk: createNodeDisk,
    holdFolder,
    print: (line) => console.log(line),
    say,
    progress: process.stderr.isTTY ? showProgress : undefined,
    ask: askAtTerminal(),
    power: createSystemdPower(createNodePrograms()),
    startsAgain: process.env['NOTIFY_SOCKET'] !== undefined,
    watchProcess: createNodeProcessFacts,
    stopped,
    panel: readPanelFiles,
    serve,
    boards: allBoards,
    describeBoard,
    openBoard,
    openSchool: (dataFolder, device) =>
      openSchool({
        folder: join(dataFolder, 'district'),
        port: 0,
        device,
        report: ({ place, result }) =>
          say(`district: ${place} ${result.ok ? 'accepted' : result.fault.kind}`),
      }),
    account: userInfo().username,
    openPictureCodec,
    decryptWorkers: { best: Math.min(64, availableParallelism()), open: openDecryptWorkers },
    demoRoster: async () => Buffer.from(demoRoster),
    scanners: {
      models: scannerModels,
      at: (place) => (stop) => {
        const openLine = createOpenSerialLine()
        if (place.model === anyModel) return openAnyScanner(openLine, clock, place, stop)
        return openScanner(openLine, clock, asPlace(place), stop)
      },
      commission: (place, stop) => commissionScanner(createOpenSerialLine(), clock, asPlace(place), stop),
    },
    simulate: createSimulations(stopped),
    close: () => http.close(),
  }
}

function asPlace<T extends ScannerAt>(place: T): T & ScannerPlace {
  const model = scannerModelOf(place.model)
  if (!model) throw new Error(`no driver for ${place.model}`)
  return { ...place, model }
}

function showProgress(line: string): void {
  process.stderr.write(`\r\x1b[2K${line}`)
}

/**
 * Asks whoever sits at the terminal; `undefined` when nobody answers before `signal` aborts. Absent where standard
 * input is no terminal.
 */
export function askAtTerminal():
  | ((question: string, signal: AbortSignal) => Promise<string | undefined>)
  | undefined {
  if (!process.stdin.isTTY) return undefined
  return async (question, signal) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    const answer = await lines.question(question, { signal }).catch(() => undefined)
    lines.close()
    return answer
  }
}
