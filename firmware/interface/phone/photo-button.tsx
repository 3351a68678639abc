import type { JSX } from 'preact'

/** A button that lets the phone take or choose a picture. */
export function PhotoButton(props: {
  readonly label: string
  /** True for the camera; else the phone's own pictures. */
  readonly camera: boolean
  readonly onPhoto: (file: File) => void
}): JSX.Element {
  const { label, camera, onPhoto } = props
  return (
    <label class="button">
      {label}
      <input
        type="file"
        accept="image/*"
        {...(camera && { capture: 'environment' })}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          // The same picture may be chosen again.
          event.currentTarget.value = ''
          if (file) onPhoto(file)
        }}
      />
    </label>
  )
}
