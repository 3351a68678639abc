import type { Disk } from '../../../hal/contract/disk.ts'
import { sha256Hex } from '../../core/hash.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { batchManifestSchema } from '../../custody/chain/batch.ts'
import { type Hello, helloLimits, signHello } from '../../custody/chain/hello.ts'
import { receiptName } from '../../custody/chain/receipt.ts'
import { keyListSchema } from '../../custody/crypto/key-list.ts'
import { batchCopyPath, type IntakeContext } from './intake-context.ts'

/** The registry's facts for an answer to a kiosk's probe. */
export interface HelloDesk extends Pick<IntakeContext, 'out' | 'key' | 'devices' | 'wallMs'> {
  /** Finished uploads: `<device>/<seq>-<first 16 digits of the batch's hash>/`. */
  readonly mail: Disk
  /** Files that kiosks may fetch; `key-list.json` is in it when there is one. */
  readonly published: Disk
}

/** The signed answer to a probe; nothing for a kiosk that is not enrolled, or a question of another shape. */
export async function answerHello(
  context: HelloDesk,
  { device, nonce }: { readonly device: string; readonly nonce: string },
): Promise<Uint8Array | undefined> {
  if (!context.devices.has(device) || !/^[0-9a-f]{32}$/.test(nonce)) return undefined
  const receipt = await newestReceipt(context.out, device)
  const list = await context.published.read('key-list.json')
  const keyList = list.ok ? (keyListSchema.safeParse(jsonFrom(list.value)).data?.number ?? 0) : 0
  const holding = await heldBatches(context.mail, device, receipt)
  return signHello({ v: 1, device, nonce, wallMs: context.wallMs(), receipt, keyList, holding }, context.key)
}

// A chain has no gaps: the newest copy of a batch is signed for, or a cut fell right before that.
async function newestReceipt(out: Disk, device: string): Promise<number> {
  const folder = batchCopyPath(device, 1).replace(/\/[^/]*$/, '')
  const listed = await out.list(folder)
  const numbers = listed.ok
    ? listed.value.flatMap(({ name }) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? []))
    : []
  for (const seq of numbers.sort((a, b) => b - a))
    if ((await out.read(`receipt/${receiptName(device, seq)}.json`)).ok) return seq
  return 0
}

async function heldBatches(mail: Disk, device: string, receipt: number): Promise<Hello['holding']> {
  const listed = await mail.list(device)
  const holding: Hello['holding'] = []
  for (const { name } of listed.ok ? listed.value : []) {
    const seq = Number(/^(\d+)(?:-[0-9a-f]{16})?$/.exec(name)?.[1])
    if (!(seq > receipt) || holding.length >= helloLimits.mostHeld) continue
    const manifest = await mail.read(`${device}/${name}/batch.json`)
    const packets = manifest.ok && batchManifestSchema.safeParse(jsonFrom(manifest.value)).data?.packets
    const files = await mail.list(`${device}/${name}`)
    if (!manifest.ok || !packets || !files.ok) continue
    const here = new Set(files.value.map((file) => file.name))
    // Lost or spoiled, it must come again, and a kiosk sends nothing of a batch that the answer calls here.
    if (!here.has('batch.sig')) continue
    const missing = packets.map(({ sha256 }) => sha256).filter((sha256) => !here.has(`${sha256}.packet`))
    const batch = sha256Hex(manifest.value).slice(0, 16)
    holding.push({ seq, batch, missing: missing.slice(0, helloLimits.mostMissing) })
  }
  return holding
}
