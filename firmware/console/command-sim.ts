import type { Command } from 'commander'
import type { ConsoleWorld, ExitCode } from './console-world.ts'
import { readPort } from './port-option.ts'

export function addSim(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  const sim = program.command('sim').description('dunia simulasi')
  sim
    .command('sensor')
    .description('sensor simulasi di sebuah pseudo-terminal')
    .requiredOption('--link <path>', 'tempat tautan terminal')
    .option('--model <nama>', 'model sensor', 'R503')
    .option('--finger <siapa:posisi>', 'jari yang menempel, misalnya ani:2')
    .option('--baud <angka>', 'kecepatan sensor', '57600')
    .option('--fault <jenis>', 'flip-bit, drop-frame, omit-end, bad-answer, hang, echo')
    .action(async (options: { link: string; model: string; finger?: string; baud: string; fault?: string }) =>
      done(
        await world.simulate.sensor({
          model: options.model,
          link: options.link,
          finger: options.finger,
          baud: Number(options.baud),
          fault: options.fault,
        }),
      ),
    )
  sim
    .command('district')
    .description('kantor simulasi yang menerima kiriman')
    .option('--port <nomor>', 'port di loopback', readPort, 9090)
    .requiredOption('--data <folder>', 'tempat data kantor')
    .action(async (options: { port: number; data: string }) =>
      done(await world.simulate.district({ port: options.port, dataFolder: options.data })),
    )
  sim
    .command('camera <jenis>')
    .description('pengganti program kamera: still atau preview')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (kind: string, _options: unknown, command: Command) =>
      done(await world.simulate.camera(kind, optionPairs(command.args.slice(1)))),
    )
}

// The stand-in takes the real program's arguments, of which only a few matter here.
function optionPairs(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {}
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]
    if (word.startsWith('-'))
      pairs[word.replace(/^-+/, '')] = next !== undefined && !next.startsWith('--') ? next : ''
  }
  return pairs
}
