import { FileStore } from '@tus/file-store'
import { ERRORS, type Upload } from '@tus/server'
import { isIn, moveIn, uploadPlace } from './mail-room.ts'

/**
 * The store of one instance, before the mail room. An upload that is complete counts only while its file has its
 * place there: one that a power cut caught before that, or that was put aside since, is an unknown one (404),
 * whichever instance the kiosk asks.
 */
export class MailStore extends FileStore {
  readonly #folder: string
  readonly #moving = new Map<string, Promise<void>>()

  /** `directory` is this instance's alone; `folder` is the office's. */
  constructor(directory: string, folder: string) {
    super({ directory })
    this.#folder = folder
  }

  // To announce an upload empties its file, which may just be on its way to its place.
  override async create(upload: Upload): Promise<Upload> {
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

  /** Gives a complete upload its place in the mail room. */
  async moveIn(upload: Upload): Promise<void> {
    const place = uploadPlace(upload.metadata ?? {})
    if (!place) throw ERRORS.FILE_NOT_FOUND
    const moved = moveIn(this.directory, this.#folder, place)
    const over = moved.catch(() => undefined).finally(() => this.#moving.delete(upload.id))
    this.#moving.set(upload.id, over)
    await moved
  }
}
