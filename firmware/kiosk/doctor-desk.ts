import { type DoctorReport, keepReport, reportLine } from '../doctor/doctor-report.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import type { Guide } from '../doctor/guide.ts'
import type { Patient } from '../doctor/patient.ts'
import type { DoctorLobby } from '../queue/lobby.ts'
import type { Intent } from '../screen/model/intent.ts'
import type { Kiosk } from './kiosk.ts'
import type { LobbyDesk } from './lobby-desk.ts'

/** Examines the box at its own panel, with whoever stands there. */
export class DoctorDesk {
  readonly #kiosk: Kiosk
  readonly #desk: LobbyDesk
  #stop = new AbortController()
  #answer: ((said: boolean) => void) | undefined
  #pressed: (() => void) | undefined

  constructor(kiosk: Kiosk, desk: LobbyDesk) {
    this.#kiosk = kiosk
    this.#desk = desk
  }

  /** Looks at every part and shows what it found; ends at once when somebody goes back. */
  async run(): Promise<void> {
    this.#stop.abort()
    this.#stop = new AbortController()
    const { signal } = this.#stop
    const kiosk = this.#kiosk
    this.#show({ step: 'working' })
    // The part is opened anew, as after a plug was pulled.
    await kiosk.scanner.close()
    const findings: Finding[] = []
    for await (const finding of examine(this.#patient(), this.#guide(), signal)) {
      findings.push(finding)
      if (!signal.aborted) this.#show({ step: 'working' })
    }
    if (signal.aborted) return
    const { software, disk, log } = kiosk.parts
    const device = kiosk.identity.device
    const report: DoctorReport = { v: 1, software, device, wallMs: kiosk.nowMs(), findings }
    // A disk that keeps nothing is among the findings already.
    await keepReport(disk, report)
    log('doctor', { faults: findings.filter(({ code }) => code !== undefined).length })
    this.#show({ step: 'result', findings, line: reportLine(report), page: 0 })
  }

  answer(lobby: DoctorLobby, intent: Intent): void {
    switch (intent.do) {
      case 'say-yes':
      case 'say-no':
        return this.#answer?.(intent.do === 'say-yes')
      case 'turn-page':
        return lobby.step === 'result' ? this.#show({ ...lobby, page: intent.page }) : undefined
      case 'back':
      case 'go-on':
        this.#stop.abort()
        return this.#desk.show({ at: 'attendant' })
      default:
        return
    }
  }

  /** Whether a press of the help button was what the doctor waited for. */
  takesPress(): boolean {
    const waiting = this.#pressed
    waiting?.()
    return waiting !== undefined
  }

  #show(step: DoctorStep): void {
    this.#desk.show({ at: 'doctor', ...step })
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

  #patient(): Patient {
    const { stores, site, identity, parts } = this.#kiosk
    const { day, usedBytes } = stores.sender.value
    return {
      ...parts,
      helpPressed: async (signal) => {
        await wait<void>(signal, (resolve) => {
          this.#pressed = resolve
        })
        this.#pressed = undefined
      },
      site: {
        provisionedMs: site.provisionedMs,
        zone: site.zone,
        policy: site.link,
        registryUrl: site.registryUrl,
        usedBytes: day === this.#kiosk.today() ? usedBytes : 0,
        device: identity.device,
        receiptKeys: () => stores.keys.receiptKeys,
        lostKeyList: stores.keys.lost,
      },
    }
  }
}

type DoctorStep = DoctorLobby extends infer One ? (One extends DoctorLobby ? Omit<One, 'at'> : never) : never

function wait<T>(signal: AbortSignal, begin: (resolve: (value: T) => void) => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
    begin(resolve)
  })
}
