import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorld } from '../../boards/assembly/create-world.ts'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'
import { ok } from '../../hal/contract/result.ts'
import { createDeskStudent } from '../../sim/actor/desk-student.ts'
import { eventually } from '../eventually.ts'

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** A desk whose sensor is in a process of its own: what this one does is the kiosk's work and none of a twin's. */
export async function startKioskApart(folder: string) {
  const stopping = new AbortController()
  const real = createWorld(stopping.signal)
  const path = join(folder, 'sensor')
  const sensor = spawn(process.execPath, [entry, 'sim', 'sensor', '--link', path, '--unpaced'])
  await once(sensor.stdout, 'data')
  const tell = (words: string) => sensor.stdin.write(`${words}\n`)
  const glass = {
    place: ({ person, position }: { person: string; position: number }) =>
      tell(`place ${person}:${position}`),
    lift: () => tell('lift'),
  }
  let ticket = ''
  const student = createDeskStudent(real.clock, glass, () => `apart-${ticket}`, 20)
  const said: string[] = []
  const world: ConsoleWorld = {
    ...real,
    print: (line) => said.push(line),
    say: () => undefined,
    async openBoard(name, dataFolder) {
      const opened = await real.openBoard(name, dataFolder)
      if (!opened.ok) return opened
      const place = { path, model: 'R503', baud: 57_600, password: undefined, address: undefined }
      return ok({
        ...opened.value,
        openScanner: real.scanners.at(place),
        watch({ body, ticket: number }) {
          ticket = number ?? ''
          student.see(body.kind === 'finger' ? { position: body.current, phase: body.phase } : undefined)
        },
      })
    },
  }
  const running = runConsole(['run', '--board', 'desk', '--data', join(folder, 'data'), '--port', '0'], world)
  const ready = () => said.find((line) => line.startsWith('Rekam siap'))
  await eventually('the kiosk', () => ready() !== undefined)
  return {
    url: /http:\S+/.exec(ready() ?? '')?.[0] ?? '',
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
      real.close()
      sensor.kill('SIGINT')
      await once(sensor, 'exit')
    },
  }
}
