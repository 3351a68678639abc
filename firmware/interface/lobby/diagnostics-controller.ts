import type { Log } from '../../core/log/log.ts'
import type { DeviceUnderTest } from '../../service/diagnostics/device-under-test.ts'
import { type DoctorReport, keepReport, reportLine } from '../../service/diagnostics/diagnostics-report.ts'
import type { Finding } from '../../service/diagnostics/finding.ts'
import type { Guide } from '../../service/diagnostics/guide.ts'
import { runChecks } from '../../service/diagnostics/run-checks.ts'
import type { Intent } from '../model/intent.ts'
import type { DoctorLobby } from './lobby.ts'
import type { LobbyPanel } from './lobby-context.ts'

/** The part of a kiosk that its checks need. */
export interface DiagnosticsContext {
  readonly log: Log
  readonly software: string
  readonly device: string
  readonly nowMs: () => number
  /** Lets go of the scanner, so that it is opened anew, as after a plug was pulled. */
  readonly closeScanner: () => Promise<void>
  /** The device under test, without its help button. */
  readonly deviceUnderTest: () => Omit<DeviceUnderTest, 'helpPressed'>
}

/** Checks the box at its own panel, with the person who is there. */
export class DiagnosticsController {
  readonly #context: DiagnosticsContext
  readonly #panel: LobbyPanel
  #stop = new AbortController()
  #answer: ((said: boolean) => void) | undefined
  #pressed: (() => void) | undefined

  constructor(context: DiagnosticsContext, panel: LobbyPanel) {
    this.#context = context
    this.#panel = panel
  }

  /** Checks every part and shows the results; ends at once when the attendant goes back. */
  async run(): Promise<void> {
    this.#stop.abort()
    this.#stop = new AbortController()
    const { signal } = this.#stop
    const { software, device, log, nowMs, closeScanner } = this.#context
    const deviceUnderTest = this.#deviceUnderTest()
    this.#show({ step: 'working' })
    await closeScanner()
    const findings: Finding[] = []
    for await (const finding of runChecks(deviceUnderTest, this.#guide(), signal)) {
      findings.push(finding)
      if (!signal.aborted) this.#show({ step: 'working' })
    }
    if (signal.aborted) return
    const report: DoctorReport = { v: 1, software, device, wallMs: nowMs(), findings }
    // A disk that keeps nothing is among the findings already.
    await keepReport(deviceUnderTest.disk, report)
    log('doctor', { faults: findings.filter(({ code }) => code !== undefined).length })
    this.#show({ step: 'result', findings, line: reportLine(report), page: 0 })
  }

  answer(lobby: DoctorLobby, intent: Intent): void {
    switch (intent.type) {
      case 'say-yes':
      case 'say-no':
        return this.#answer?.(intent.type === 'say-yes')
      case 'turn-page':
        return lobby.step === 'result' ? this.#show({ ...lobby, page: intent.page }) : undefined
      case 'back':
      case 'go-on':
        this.#stop.abort()
        return this.#panel.show({ type: 'attendant' })
      default:
        return
    }
  }

  /** Whether a press of the help button was what a check waited for. */
  takesPress(): boolean {
    const waiting = this.#pressed
    waiting?.()
    return waiting !== undefined
  }

  #show(step: DoctorStep): void {
    this.#panel.show({ type: 'doctor', ...step })
  }

  #guide(): Guide {
    return {
      attended: true,
      byTouch: true,
      ask: async (question, signal) => {
        this.#show({ step: 'ask', question })
        const said = await wait<boolean>(signal, (resolve) => {
          this.#answer = resolve
        })
        this.#answer = undefined
        return said
      },
      tell: (task) => this.#show({ step: 'task', task }),
      rest: () => this.#show({ step: 'working' }),
    }
  }

  #deviceUnderTest(): DeviceUnderTest {
    return {
      ...this.#context.deviceUnderTest(),
      helpPressed: async (signal) => {
        await wait<void>(signal, (resolve) => {
          this.#pressed = resolve
        })
        this.#pressed = undefined
      },
    }
  }
}

type DoctorStep = DoctorLobby extends infer One
  ? One extends DoctorLobby
    ? Omit<One, 'type'>
    : never
  : never

function wait<T>(signal: AbortSignal, begin: (resolve: (value: T) => void) => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
    begin(resolve)
  })
}
