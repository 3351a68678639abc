import type { ConsoleWorld } from '../firmware/console/console-world.ts'
import { runConsole } from '../firmware/console/run-console.ts'
import { holdFolder } from '../hal/bus/hold-folder.ts'
import { createNodeDisk } from '../hal/bus/node-disk.ts'
import { createNodeHttp } from '../hal/bus/node-http.ts'
import { createOpenSerialLine } from '../hal/bus/node-serial-line.ts'
import { createRealClock } from '../hal/bus/real-clock.ts'
import { createRealEntropy } from '../hal/bus/real-entropy.ts'
import { r503Profile } from '../hal/driver/ef01-profile.ts'
import { openEf01 } from '../hal/driver/open-ef01.ts'
import manifest from '../package.json' with { type: 'json' }
import { demoRoster } from './desk/demo-roster.ts'
import { openSchool } from './desk/open-school.ts'
import { boardNames, openBoard } from './part/open-board.ts'
import { readPanelFiles } from './part/panel-files.ts'
import { serve } from './part/serve.ts'
import { createSimulations } from './part/simulate.ts'

/** The executable: hands the real world to the command line. */
async function main(): Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const clock = createRealClock()
  const http = createNodeHttp()
  const world: ConsoleWorld = {
    software: `rekam ${manifest.version}`,
    clock,
    entropy: createRealEntropy(),
    http,
    environment: process.env,
    openDisk: createNodeDisk,
    holdFolder,
    print: (line) => console.log(line),
    say: (line) => console.error(line),
    stopped: signal,
    panel: readPanelFiles,
    serve,
    boardNames,
    openBoard,
    openSchool: (dataFolder, device) =>
      openSchool(dataFolder, device, 0, ({ directory, result }) =>
        console.error(`district: ${directory} ${result.ok ? 'accepted' : result.fault.kind}`),
      ),
    demoRoster: async () => Buffer.from(demoRoster),
    scannerAt: (path) => (stop) =>
      openEf01(createOpenSerialLine(), clock, { path, baud: 57_600, profile: r503Profile }, stop),
    simulate: createSimulations(signal),
  }
  process.exitCode = await runConsole(process.argv.slice(2), world)
  http.close()
}

void main()
