import type { Page } from 'playwright-core'

/** A finger on the panel, and eyes that read its headings. */
export class Touch {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async tap(label: string): Promise<void> {
    await this.#page.getByRole('button', { name: label, exact: true }).tap()
  }

  async type(digits: string): Promise<void> {
    for (const digit of digits) await this.tap(digit)
    // The panel takes no second answer within a second of the one before: whoever is quicker taps again.
    for (let asked = false; !asked; ) {
      const answer = this.#page.waitForRequest(/\/intent$/, { timeout: 1_500 })
      const heard = answer.then(
        () => true,
        () => false,
      )
      await this.tap('Lanjut')
      asked = await heard
    }
  }

  async sees(title: string | RegExp): Promise<void> {
    await this.#page.getByRole('heading', { name: title }).waitFor({ timeout: 30_000 })
  }

  async reads(words: string): Promise<void> {
    await this.#page.getByText(words).waitFor({ timeout: 30_000 })
  }

  /** The live picture, whatever its title asks for. */
  async seesLive(): Promise<void> {
    await this.#page.locator('.live').waitFor({ timeout: 30_000 })
  }

  /** Draws a wave on the paper and keeps it. */
  async sign(): Promise<void> {
    const box = await this.#page.locator('.paper').boundingBox()
    if (!box) throw new Error('no paper')
    const session = await this.#page.context().newCDPSession(this.#page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    const at = (step: number) =>
      [
        box.x + box.width * (0.15 + 0.02 * step),
        box.y + box.height * (0.5 + 0.25 * Math.sin(step / 2)),
      ] as const
    await touch('touchStart', ...at(0))
    for (let step = 1; step <= 32; step += 1) await touch('touchMove', ...at(step))
    await touch('touchEnd', ...at(32))
    await this.tap('Simpan')
  }

  /** From the idle screen to the second fact. */
  async giveNumber(nisn: string): Promise<void> {
    await this.tap('Ambil nomor')
    await this.sees('Ketik NISN atau NIK')
    await this.type(nisn)
    await this.sees('Kapan kamu lahir?')
  }

  /** From the idle screen to the question who it is. */
  async stepUp({ nisn, born }: { readonly nisn: string; readonly born: string }): Promise<void> {
    await this.giveNumber(nisn)
    await this.type(born)
    await this.sees(/^Nomormu/)
    await this.tap('Lanjutkan')
    await this.sees('Apakah ini kamu?')
  }

  /** From the question who it is, of a ticket that was taken before, past it. */
  async confirm(born: string): Promise<void> {
    await this.type(born)
    await this.sees('Apakah ini kamu?')
    await this.tap('Ini saya')
  }

  /** From the idle screen to the live picture. */
  async begin(pupil: { readonly nisn: string; readonly born: string }): Promise<void> {
    await this.stepUp(pupil)
    await this.tap('Ini saya')
    await this.tap('Saya setuju')
    await this.seesLive()
  }

  /** From the live picture on. */
  async takePhoto(): Promise<void> {
    await this.seesLive()
    await this.tap('Ambil foto')
    await this.sees('Pilih fotomu')
    await this.#page.getByRole('button', { name: 'Fotomu, pilihan 1' }).tap()
  }
}
