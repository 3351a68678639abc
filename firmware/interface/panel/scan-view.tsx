import type { JSX } from 'preact'

/** The camera as a mirror, with a frame to hold a code in. */
export function ScanView({ url }: { url: string }): JSX.Element {
  return (
    <div class="live scan">
      <img src={url} alt="" />
      <svg viewBox="0 0 300 400" aria-hidden="true">
        <path d="M75 155v-30h30M195 125h30v30M225 245v30h-30M105 275h-30v-30" />
      </svg>
    </div>
  )
}
