import { sha256Hex } from '../../firmware/core/hash.ts'
import { answerHello } from '../../firmware/registry/intake/answer-hello.ts'
import { answerUnlock } from '../../firmware/registry/intake/answer-unlock.ts'
import { checkUpload } from '../../firmware/registry/intake/check-upload.ts'
import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import { intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Http, HttpAnswer, HttpFault, HttpRequest } from '../../hal/contract/http.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { type UploadPlace, uploadPlace } from './mail-room.ts'
import { publishedPath, servePublished } from './published.ts'
import { takeInMail } from './take-in-mail.ts'

interface Upload {
  readonly place: UploadPlace
  readonly size: number
  /** Of the bytes that were announced. */
  readonly sha256: string
  bytes: Uint8Array
}

/**
 * The office in one process and without sockets: as much of tus 1.0 as a sender needs, a mail room on a disk, the
 * registry's intake behind it, receipts as files. A partial upload is gone when it loses power.
 */
export class SmallOffice implements Http {
  readonly #disk: Disk
  readonly #desk: IntakeContext
  readonly #mail: Disk
  readonly #published: Disk
  readonly #uploads = new Map<string, Upload>()
  #intake: Promise<unknown> = Promise.resolve()

  /** `desk.out` and the others are folders of `disk`. */
  constructor(disk: Disk, folders: { readonly mail: Disk; readonly published: Disk }, desk: IntakeContext) {
    this.#disk = disk
    this.#mail = folders.mail
    this.#published = folders.published
    this.#desk = desk
    this.#takeIn()
  }

  async send(request: HttpRequest): Promise<Result<HttpAnswer, HttpFault>> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/hello') return ok(await this.#hello(searchParams))
    if (request.method === 'POST' && pathname === '/unlock') return ok(await this.#unlock(request))
    const published = publishedPath(pathname)
    if (published) return ok(await servePublished(this.#published, published, request.headers ?? {}))
    const receipt = /^\/receipt\/(rk-[0-9a-f]{10}-\d{6,}\.receipt\.(?:json|sig))$/.exec(pathname)?.[1]
    if (receipt) return ok(await this.#receipt(receipt))
    if (request.method === 'POST' && pathname === '/tus') return ok(await this.#create(request))
    const upload = await this.#find(decodeURIComponent(pathname.slice('/tus/'.length)))
    if (!upload) return ok(answer(404))
    if (request.method === 'HEAD') return ok(stateOf(upload))
    return ok(await this.#append(upload, request))
  }

  async #receipt(name: string): Promise<HttpAnswer> {
    const found = await this.#desk.out.read(`receipt/${name}`)
    return found.ok ? answer(200, {}, found.value) : answer(404)
  }

  async #hello(words: URLSearchParams): Promise<HttpAnswer> {
    const desk = { ...this.#desk, mail: this.#mail, published: this.#published }
    const body = await answerHello(desk, {
      device: words.get('device') ?? '',
      nonce: words.get('nonce') ?? '',
    })
    return body ? answer(200, {}, body) : answer(403)
  }

  async #unlock({ body }: HttpRequest): Promise<HttpAnswer> {
    const unlocked = await answerUnlock(this.#desk, body ?? new Uint8Array())
    return unlocked ? answer(200, {}, unlocked) : answer(403)
  }

  async #create({ headers }: HttpRequest): Promise<HttpAnswer> {
    const metadata = metadataOf(headers?.['upload-metadata'] ?? '')
    const place = uploadPlace(metadata)
    const size = Number(headers?.['upload-length'])
    if (!place || !Number.isSafeInteger(size)) return answer(400)
    const announced = checkUpload(this.#desk, metadata, size)
    if (!announced.ok) return answer(403)
    const upload = { place, size, sha256: announced.value.sha256, bytes: new Uint8Array() }
    this.#uploads.set(place.id, upload)
    if (size === 0) {
      const refused = await this.#finish(upload)
      if (refused) return refused
    }
    return answer(201, { location: `/tus/${place.id}` })
  }

  // Finished ones are known by their file: the office may have lost power since, or put the file aside.
  async #find(id: string): Promise<Upload | undefined> {
    const known = this.#uploads.get(id)
    if (known && known.bytes.length < known.size) return known
    const words = /^(rk-[0-9a-f]{10})-(\d+)-([0-9a-f]{16})-(.+)$/.exec(id)
    const place =
      words &&
      uploadPlace({
        device: words[1] ?? '',
        seq: words[2] ?? '',
        batch: words[3] ?? '',
        name: words[4] ?? '',
      })
    const file = place && (await this.#mail.read(`${place.batch}/${place.name}`))
    const bytes = file?.ok ? file.value : undefined
    return place && bytes ? { place, size: bytes.length, sha256: sha256Hex(bytes), bytes } : undefined
  }

  async #append(upload: Upload, { headers, body }: HttpRequest): Promise<HttpAnswer> {
    if (headers?.['upload-offset'] !== String(upload.bytes.length)) return answer(409)
    upload.bytes = new Uint8Array(Buffer.concat([upload.bytes, body ?? new Uint8Array()]))
    if (upload.bytes.length > upload.size) return answer(413)
    const refused = upload.bytes.length === upload.size ? await this.#finish(upload) : undefined
    return refused ?? answer(204, { 'upload-offset': String(upload.bytes.length) })
  }

  async #finish({ place, bytes, sha256 }: Upload): Promise<HttpAnswer | undefined> {
    if (sha256Hex(bytes) !== sha256) {
      this.#uploads.delete(place.id)
      return answer(460)
    }
    const path = `${place.batch}/${place.name}`
    const stored = await inOrder([
      () => this.#mail.makeDirectory(place.batch),
      () => this.#mail.write(`${path}.part`, bytes),
      () => this.#mail.rename(`${path}.part`, path),
      () => this.#mail.syncDirectory(place.batch),
    ])
    // A packet that was missing may be all that its batch waited for.
    if (stored.ok && (await this.#mail.read(`${place.batch}/batch.json`)).ok) this.#takeIn()
    return stored.ok ? undefined : answer(500)
  }

  /** Takes in what lies in a folder that a courier has brought. */
  takeInFrom(brought: Disk): Promise<void> {
    const work = this.#intake.then(async () => void (await intakeFolder(this.#desk, brought)))
    this.#intake = work
    return work
  }

  #takeIn(): void {
    this.#intake = this.#intake.then(async () => {
      const made = await this.#disk.makeDirectory('mail')
      if (made.ok) await takeInMail(this.#desk, this.#mail)
    })
  }
}

function metadataOf(header: string): Record<string, string> {
  const pairs = header.split(',').map((pair) => pair.split(' '))
  return Object.fromEntries(
    pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()]),
  )
}

function answer(status: number, headers: Record<string, string> = {}, body?: Uint8Array): HttpAnswer {
  return { status, headers, body: body ?? new Uint8Array() }
}

/** Without its length a kiosk could not see that an empty packet, sent while its card was unreadable, was another file. */
function stateOf({ bytes, size }: Upload): HttpAnswer {
  return answer(200, { 'upload-offset': String(bytes.length), 'upload-length': String(size) })
}
