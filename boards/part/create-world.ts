import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { holdFolder } from '../../hal/bus/hold-folder.ts'
import { createNodeDisk } from '../../hal/bus/node-disk.ts'
import { createNodeHttp } from '../../hal/bus/node-http.ts'
import { createOpenSerialLine } from '../../hal/bus/node-serial-line.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import { createRealEntropy } from '../../hal/bus/real-entropy.ts'
import { r503Profile } from '../../hal/driver/ef01-profile.ts'
import { openEf01 } from '../../hal/driver/open-ef01.ts'
import manifest from '../../package.json' with { type: 'json' }
import { demoRoster } from '../desk/demo-roster.ts'
import { openSchool } from '../desk/open-school.ts'
import { boardNames, openBoard } from './open-board.ts'
import { readPanelFiles } from './panel-files.ts'
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
    stopped,
    panel: readPanelFiles,
    serve,
    boardNames,
    openBoard,
    openSchool: (dataFolder, device) =>
      openSchool(dataFolder, device, 0, ({ directory, result }) =>
        say(`district: ${directory} ${result.ok ? 'accepted' : result.fault.kind}`),
      ),
    demoRoster: async () => Buffer.from(demoRoster),
    scannerAt: (path) => (stop) =>
      openEf01(createOpenSerialLine(), clock, { path, baud: 57_600, profile: r503Profile }, stop),
    simulate: createSimulations(stopped),
    close: () => http.close(),
  }
}
