import type { GpioFault, GpioPort, InputLine, OutputLine, Pull } from '../../contract/gpio-port.ts'
import type { LastingProgram, LastingPrograms } from '../../contract/lasting-programs.ts'
import type { Programs } from '../../contract/programs.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { type GpiodWords, gpiodWords } from './gpiod-arguments.ts'
import { readEdge, readGpiodChip, readGpiodVersion, readLevel, readUsedLines } from './gpiod-text.ts'

export interface GpiodTools {
  readonly programs: Programs
  readonly lasting: LastingPrograms
}

/** A chip by its name, and how the tools of this system are spoken to. */
interface Chip {
  readonly name: string
  readonly words: GpiodWords
  readonly used: ReadonlySet<number>
}

/**
 * Lines on the kernel's character device through Debian's `gpiod` tools, for kernels without sysfs. A line belongs to
 * the process that asked for it, so one `gpioset` holds each output and one `gpiomon` each input. `labels` as in the
 * board's data, best first.
 */
export async function openGpiodPort(
  tools: GpiodTools,
  labels: readonly string[],
  signal: AbortSignal,
): Promise<Result<GpioPort, GpioFault>> {
  const found = await findChip(tools.programs, labels, signal)
  if (!found.ok) return found
  const { name, words, used } = found.value
  const claimed = new Map<number, Closable>()
  const closing = new AbortController()
  const claim = <T extends Closable>(line: number, open: () => T): Result<T, GpioFault> => {
    if (used.has(line) || claimed.has(line)) return err({ kind: 'busy', line })
    const opened = open()
    claimed.set(line, opened)
    return ok(opened)
  }
  return ok({
    output: (line, { activeLow }) =>
      claim(line, () => {
        const off = activeLow ? 1 : 0
        const holder = (on: boolean) =>
          on
            ? tools.lasting.start(
                'gpioset',
                words.hold(name, line, activeLow ? 0 : 1),
                words.set(name, line, off),
              )
            : tools.lasting.start('gpioset', words.hold(name, line, off))
        return holdOutput(holder)
      }),
    input: (line, { activeLow, pull }) =>
      claim(line, () => watchInput(tools, found.value, { line, activeLow, pull }, closing.signal)),
    close() {
      closing.abort()
      for (const line of claimed.values()) line.close()
      claimed.clear()
    },
  })
}

interface Closable {
  close(): void
}

async function findChip(
  programs: Programs,
  labels: readonly string[],
  signal: AbortSignal,
): Promise<Result<Chip, GpioFault>> {
  const absent = (detail: string) => err({ kind: 'absent', detail } as const)
  const version = await programs.output('gpiodetect', ['--version'], signal)
  const family = version.ok ? readGpiodVersion(version.value) : undefined
  if (!family) return absent(version.ok ? 'gpiod tools of an unknown version' : 'no gpiod tools')
  const chips = await programs.output('gpiodetect', [], signal)
  const name = labels.map((label) => (chips.ok ? readGpiodChip(chips.value, label) : undefined)).find(Boolean)
  if (!name) return absent(`no chip labelled ${labels.join(' or ')}`)
  const words = gpiodWords[family]
  const info = await programs.output('gpioinfo', words.info(name), signal)
  // Kernels of late are built without the interface that 1.x asks for (GPIO_CDEV_V1).
  if (!info.ok) return absent(`gpiod ${family}.x does not get on with this kernel`)
  return ok({ name, words, used: readUsedLines(info.value) })
}

/** The state of an output is the arguments of its holder: another state takes another process. */
function holdOutput(start: (on: boolean) => LastingProgram): OutputLine & Closable {
  let wanted = false
  let held = { on: wanted, holder: start(wanted) }
  let closed = false
  let changing = false
  const change = async () => {
    changing = true
    while (!closed && held.on !== wanted) {
      held.holder.end()
      await held.holder.gone
      if (!closed) held = { on: wanted, holder: start(wanted) }
    }
    changing = false
  }
  return {
    write(on) {
      wanted = on
      if (!changing) void change()
    },
    close() {
      closed = true
      held.holder.end()
    },
  }
}

interface WatchedLine {
  readonly line: number
  readonly activeLow: boolean
  readonly pull: Pull
}

function watchInput(
  { programs, lasting }: GpiodTools,
  { name, words }: Chip,
  { line, activeLow, pull }: WatchedLine,
  closing: AbortSignal,
): InputLine & Closable {
  let on = false
  let watcher: LastingProgram | undefined
  const listeners: ((on: boolean) => void)[] = []
  const hear = (level: 0 | 1 | undefined) => {
    if (closing.aborted || level === undefined || on === ((level === 1) !== activeLow)) return
    on = !on
    for (const listener of listeners) listener(on)
  }
  // `gpiomon` reports edges alone, and keeps others from asking. The next edge makes good a change between the two.
  const start = async () => {
    const now = await programs.output('gpioget', words.get(name, line, pull), closing)
    if (closing.aborted) return
    if (now.ok) hear(readLevel(now.value))
    watcher = lasting.start('gpiomon', words.watch(name, line, pull))
    watcher.onLine((text) => hear(readEdge(text)))
  }
  void start()
  return {
    read: () => on,
    watch: (listener) => void listeners.push(listener),
    close: () => watcher?.end(),
  }
}
