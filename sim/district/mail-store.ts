import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { ERRORS, type Upload } from '@tus/server'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { checkUpload } from '../../firmware/registry/intake/check-upload.ts'
import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import { isIn, moveIn, uploadPlace } from './mail-room.ts'

/**
 * The store of one instance, before the mail room. An upload that is complete counts only while its file has its
 * place there: one that a power cut caught before that, or that was put aside since, is an unknown one (404),
 * whichever instance the kiosk asks.
 */
export class MailStore extends FileStore {
  readonly #folder: string
  readonly #desk: Pick<IntakeContext, 'devices'>
  readonly #moving = new Map<string, Promise<void>>()

  /** `directory` is this instance's alone; `folder` is the office's; places are kept for kiosks that its desk knows. */
  constructor(directory: string, folder: string, desk: Pick<IntakeContext, 'devices'>) {
    super({ directory })
    this.#folder = folder
    this.#desk = desk
  }

  // To announce an upload empties its file, which may just be on its way to its place.
  override async create(upload: Upload): Promise<Upload> {
    if (!this.#announced(upload).ok) throw { status_code: 403, body: 'not announced by its kiosk\n' }
    await this.#moving.get(upload.id)
    return super.create(upload)
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id)
    await this.#moving.get(id)
    const place = uploadPlace(upload.metadata ?? {})
    if (upload.offset === upload.size && !(place && isIn(this.#folder, place))) throw ERRORS.FILE_NOT_FOUND
    return upload
  }

  /** Gives a complete upload its place in the mail room. Other bytes than were announced never get it: 460. */
  async moveIn(upload: Upload): Promise<void> {
    const moved = this.#checkAndMove(upload)
    const over = moved.catch(() => undefined).finally(() => this.#moving.delete(upload.id))
    this.#moving.set(upload.id, over)
    await moved
  }

  // From the look at the bytes to their place nobody may announce them anew: others would be moved than were seen.
  async #checkAndMove(upload: Upload): Promise<void> {
    const place = uploadPlace(upload.metadata ?? {})
    if (!place) throw ERRORS.FILE_NOT_FOUND
    const announced = this.#announced(upload)
    const content = await readFile(join(this.directory, upload.id))
    if (!announced.ok || announced.value.sha256 !== sha256Hex(content))
      throw { status_code: 460, body: 'other bytes than announced\n' }
    await moveIn(this.directory, this.#folder, place)
  }

  #announced({ metadata = {}, size = 0 }: Upload) {
    return checkUpload(this.#desk, metadata, size)
  }
}
