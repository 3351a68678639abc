import { Command, CommanderError } from 'commander'
import { addAudit } from './command-audit.ts'
import { addBatch } from './command-batch.ts'
import { addBoard } from './command-board.ts'
import { addCamera } from './command-camera.ts'
import { addDevices } from './command-devices.ts'
import { addDoctor } from './command-doctor.ts'
import { addErase } from './command-erase.ts'
import { addIntake } from './command-intake.ts'
import { addKeyList } from './command-key-list.ts'
import { addKeys } from './command-keys.ts'
import { addLog } from './command-log.ts'
import { addOff } from './command-off.ts'
import { addPacket } from './command-packet.ts'
import { addProvision } from './command-provision.ts'
import { addPublish } from './command-publish.ts'
import { addReceipt } from './command-receipt.ts'
import { addRecord } from './command-record.ts'
import { addRoster } from './command-roster.ts'
import { addRun } from './command-run.ts'
import { addSensor } from './command-sensor.ts'
import { addSim } from './command-sim.ts'
import type { ConsoleWorld } from './console-world.ts'
import { type ExitCode, exit } from './exit-code.ts'

/** The `rekam` command line. Resolves with the exit code once the command is done. */
export async function runConsole(words: readonly string[], world: ConsoleWorld): Promise<ExitCode> {
  let code: ExitCode = exit.done
  const done = (result: ExitCode) => {
    code = result
  }
  const program = new Command('rekam')
    .version(world.software)
    .description('Kios sekolah untuk perekaman KTP-el')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.print(text.trimEnd()),
      writeErr: (text) => world.say(text.trimEnd()),
    })
  for (const add of [
    addRun,
    addDoctor,
    addBoard,
    addRoster,
    addBatch,
    addReceipt,
    addIntake,
    addAudit,
    addPacket,
    addRecord,
    addKeys,
    addKeyList,
    addDevices,
    addPublish,
    addProvision,
    addErase,
    addSensor,
    addCamera,
    addLog,
    addOff,
    addSim,
  ]) {
    add(program, world, done)
  }
  return program.parseAsync(words, { from: 'user' }).then(
    () => code,
    (cause: unknown) => {
      if (!(cause instanceof CommanderError)) throw cause
      return cause.exitCode === 0 ? exit.done : exit.usage
    },
  )
}
