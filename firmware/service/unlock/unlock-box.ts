import type { Clock } from '../../../hal/contract/clock.ts'
import type { Disk } from '../../../hal/contract/disk.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import type { RemovableMedia, Stick } from '../../../hal/contract/removable-media.ts'
import type { SecureElement } from '../../../hal/contract/secure-element.ts'
import type { Log } from '../../core/log/log.ts'
import type { LockKey } from '../../custody/crypto/locked-file.ts'
import type { Document } from '../../custody/document/document.ts'
import { PinTries } from '../provisioning/pin-tries.ts'
import type { Site } from '../provisioning/site.ts'
import { readKeyFile, writeKeyFile } from './key-stick.ts'
import {
  fromText,
  keyBytes,
  type Lock,
  type LockSlot,
  officeSlot,
  openStickSlot,
  slotOf,
  stickSlot,
  toText,
} from './lock-document.ts'
import { stepUnlock, type UnlockEffect, type UnlockEvent, type UnlockState } from './step-unlock.ts'

export interface UnlockParts {
  readonly lock: Document<Lock>
  readonly site: Pick<Site, 'unlock' | 'attendantPin' | 'order'>
  readonly device: string
  readonly clock: Clock
  readonly entropy: Entropy
  readonly log: Log
  /** Absent where no stick can be put in. */
  readonly media: RemovableMedia | undefined
  readonly element: SecureElement | undefined
  /** The registry opens this share too, should all else be lost. */
  readonly recipients: () => readonly string[]
  /** Asks the registry until it gives the key; absent without a link. */
  readonly office:
    | ((slot: Extract<LockSlot, { type: 'office' }>, signal: AbortSignal) => Promise<LockKey | undefined>)
    | undefined
  readonly changed: (state: UnlockState) => void
}

const diskPauseMs = 5_000

export interface Unlocked {
  readonly key: LockKey
  /** The PIN that was chosen just now, for the attendant's menu. */
  readonly pin?: string
}

/** Releases the key of a card, or makes one: the work between the screens of `stepUnlock` and the parts. */
export class BoxUnlocking {
  readonly #parts: UnlockParts
  readonly #tries: PinTries
  readonly #done = new AbortController()
  #state: UnlockState
  #key: LockKey | undefined
  #pin: string | undefined
  #way: Site['unlock'][number] = 'stick'
  #stick: Disk | undefined

  constructor(parts: UnlockParts) {
    this.#parts = parts
    const { lock, clock } = parts
    const save = (failures: number) => lock.update((before) => ({ ...before, failures }))
    this.#tries = new PinTries(lock.value.failures, save, clock.monotonicMs())
    this.#state = { type: 'stick' }
  }

  /** A person has typed digits. */
  type(digits: string): void {
    this.#happen({ type: 'typed', digits })
  }

  /** Gives nothing when `signal` aborts first. */
  async run(signal: AbortSignal): Promise<Unlocked | undefined> {
    const { lock, entropy } = this.#parts
    const isFirst = lock.value.slots.length === 0
    const until = AbortSignal.any([signal, this.#done.signal])
    if (isFirst) this.#key = entropy.bytes(keyBytes)
    else await this.#tryElement()
    if (this.#key) await this.#haveKey()
    if (this.#state.type !== 'open') {
      this.#parts.changed(this.#state)
      await Promise.all([this.#watchSticks(until), this.#askOffice(until)])
    }
    const key = this.#key
    if (signal.aborted || !key || this.#state.type !== 'open') return undefined
    return { key, ...(this.#pin !== undefined && { pin: this.#pin }) }
  }

  // With the key in hand a PIN may still have to be chosen: on the first start, or by order.
  async #haveKey(): Promise<void> {
    const { lock, site } = this.#parts
    const isAsked = site.attendantPin === 'ask' && lock.value.order < site.order
    const needsPin = site.unlock.includes('stick') && (isAsked || slotOf(lock.value, 'stick') === undefined)
    if (needsPin) this.#state = { type: 'new-stick' }
    else {
      // Without a slot on the card, what is locked with this key could never be opened again.
      while (!(await this.#saveSlots([]))) await this.#parts.clock.sleep(diskPauseMs)
      this.#open()
    }
  }

  #open(): void {
    this.#state = { type: 'open' }
    this.#parts.log('box-unlocked', { way: this.#way })
    this.#parts.changed(this.#state)
    this.#done.abort()
  }

  #happen(event: UnlockEvent): void {
    const { state, effect } = stepUnlock(this.#state, event)
    if (effect) void this.#run(effect)
    if (state === this.#state) return
    this.#state = state
    if (state.type === 'open') this.#open()
    else this.#parts.changed(state)
  }

  async #run(effect: UnlockEffect): Promise<void> {
    if (effect.type === 'try') return this.#tryPin(effect.digits, effect.secret)
    const made = await this.#makeStick(effect.digits)
    if (made) this.#pin = effect.digits
    this.#parts.log('key-stick', { kind: made ? 'made' : 'failed' })
    this.#happen({ type: 'made', ok: made })
  }

  async #tryPin(digits: string, secret: Uint8Array): Promise<void> {
    const { lock, clock, log } = this.#parts
    const slot = slotOf(lock.value, 'stick')
    const isCounted = await this.#tries.begin(clock.monotonicMs())
    const key = isCounted && slot ? await openStickSlot(slot, secret, digits) : undefined
    if (key) await this.#tries.succeed()
    const said = key ? 'right' : isCounted ? 'wrong' : 'later'
    log('unlock-pin', { said })
    this.#key ??= key
    if (key) await this.#haveKey()
    if (this.#state.type === 'new-stick') this.#parts.changed(this.#state)
    else this.#happen({ type: 'judged', said })
  }

  async #makeStick(digits: string): Promise<boolean> {
    const { device, entropy } = this.#parts
    const [stick, key] = [this.#stick, this.#key]
    if (!stick || !key) return false
    const secret = entropy.bytes(keyBytes)
    const written = await writeKeyFile(stick, device, secret)
    return written.ok && this.#saveSlots([await stickSlot(key, secret, digits, entropy)])
  }

  /** Keeps the slots of the ways that this site has; an office share stays, it is the last way back. */
  async #saveSlots(more: readonly LockSlot[]): Promise<boolean> {
    const { lock, site, element, entropy, recipients } = this.#parts
    const key = this.#key
    if (!key) return false
    const slots: LockSlot[] = [...more]
    const stick = slotOf(lock.value, 'stick')
    if (stick && more.length === 0 && site.unlock.includes('stick')) slots.push(stick)
    slots.push(slotOf(lock.value, 'office') ?? (await officeSlot(key, recipients(), entropy)))
    const old = slotOf(lock.value, 'element')
    const sealed = site.unlock.includes('element') ? (old ?? (await sealIn(element, key))) : undefined
    if (sealed) slots.push(sealed)
    if (JSON.stringify(slots) === JSON.stringify(lock.value.slots)) return true
    const order = more.length > 0 ? site.order : lock.value.order
    const next: Lock = { v: 1, slots, order, failures: 0 }
    // Twice, so that both generations open what is locked.
    const saved = await inOrder([() => lock.replace(next), () => lock.replace(next)])
    return saved.ok
  }

  async #tryElement(): Promise<void> {
    const slot = slotOf(this.#parts.lock.value, 'element')
    const opened = slot && (await this.#parts.element?.open(fromText(slot.sealed)))
    if (!opened?.ok || opened.value.length !== keyBytes) return
    this.#key = opened.value
    this.#way = 'element'
  }

  async #askOffice(signal: AbortSignal): Promise<void> {
    const { lock, office, site } = this.#parts
    const slot = slotOf(lock.value, 'office')
    if (!slot || !office || this.#key || !site.unlock.includes('office')) return
    const key = await office(slot, signal)
    if (!key || this.#key) return
    this.#key = key
    this.#way = 'office'
    await this.#haveKey()
    if (this.#state.type !== 'open') this.#parts.changed(this.#state)
  }

  async #watchSticks(signal: AbortSignal): Promise<void> {
    const { media } = this.#parts
    if (!media) return this.#parts.clock.sleep(Number.MAX_SAFE_INTEGER, signal)
    for await (const change of media.watch(signal)) {
      if (change.kind === 'detached') this.#pulled()
      if (change.kind === 'unusable') this.#happen({ type: 'unreadable' })
      if (change.kind === 'attached') await this.#plugged(change.stick)
    }
  }

  #pulled(): void {
    this.#stick = undefined
    this.#happen({ type: 'pulled' })
  }

  async #plugged({ disk }: Stick): Promise<void> {
    this.#stick = disk
    const secret = await readKeyFile(disk, this.#parts.device)
    this.#happen(secret.ok ? { type: 'plugged', secret: secret.value } : { type: 'unreadable' })
  }
}

async function sealIn(element: SecureElement | undefined, key: LockKey): Promise<LockSlot | undefined> {
  const sealed = await element?.seal(key)
  return sealed?.ok ? { type: 'element', sealed: toText(sealed.value) } : undefined
}
