import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { LabSystem } from './lab-system.ts'

export interface LabOptions {
  /** The work of the guest: a shell script by its path here, where the guest sees it too. */
  readonly script: string
  /** The sensor's pseudo-terminal: `/dev/ttyS1` in the guest. */
  readonly sensor: string
  /** Its output, and that of its kernel. */
  readonly onLine: (line: string) => void
  /** The guest's watchdog bit. */
  readonly onBite: () => void
}

export interface Lab {
  /** Settles when the machine is off, by itself or ended. */
  readonly off: Promise<void>
  end(): void
}

/** Longest wait of the guest's watchdog without a sign, in seconds. */
export const biteSeconds = 10

/**
 * Starts the machine: one processor, emulated, whose time is the instructions it has executed. So nothing in it depends
 * on how busy this machine is: by the wall's clock Linux at times gives up at its start, as its timer seems dead. KVM is
 * never asked for: where it is offered and does not work, QEMU hangs without a word. A watchdog that bites is reported
 * and changes nothing.
 */
export function bootLab(system: LabSystem, { script, sensor, onLine, onBite }: LabOptions): Lab {
  const words = `console=ttyS0 quiet panic=-1 rekam.script=${script} rekam.heartbeat=${biteSeconds}`
  const machine = spawn(
    'qemu-system-x86_64',
    [
      ['-accel', 'tcg,thread=single', '-icount', 'shift=0', '-machine', 'q35', '-m', '1536', '-smp', '1'],
      ['-nodefaults', '-display', 'none', '-no-reboot'],
      ['-kernel', system.kernel, '-initrd', system.initrd, '-append', words],
      ['-fsdev', 'local,id=here,path=/,security_model=none,readonly=on,multidevs=remap'],
      ['-device', 'virtio-9p-pci,fsdev=here,mount_tag=machine'],
      ['-serial', 'stdio', '-chardev', `serial,id=sensor,path=${sensor}`, '-serial', 'chardev:sensor'],
      ['-device', 'i6300esb', '-action', 'watchdog=debug'],
    ].flat(),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  createInterface({ input: machine.stdout }).on('line', (line) => onLine(line.trim()))
  createInterface({ input: machine.stderr }).on('line', (line) => {
    if (line.includes('watchdog: timer fired')) onBite()
    else onLine(line)
  })
  const off = once(machine, 'close').then(
    () => undefined,
    () => undefined,
  )
  return { off, end: () => void machine.kill('SIGKILL') }
}
