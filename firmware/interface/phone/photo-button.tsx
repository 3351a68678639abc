import type { JSX } from 'preact'
import decodeQr from 'qr/decode.js'

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

// Wide enough for a small code in a large photo, then what a code that fills the photo needs.
const widestPx = [1600, 800, 400] as const

/** The text of the QR code in a picture; `undefined` when none is seen. */
export async function readPhoto(file: Blob): Promise<string | undefined> {
  const photo = await createImageBitmap(file).catch(() => undefined)
  if (!photo) return undefined
  for (const px of widestPx) {
    const text = await Promise.resolve(pixelsOf(photo, px / Math.max(photo.width, photo.height)))
      .then((image) => image && decodeQr(image, { timeLimit: 1_000 }))
      .catch(() => undefined)
    if (text) return text
  }
  return undefined
}

function pixelsOf(photo: ImageBitmap, wanted: number): ImageData | undefined {
  const scale = Math.min(1, wanted)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(photo.width * scale)
  canvas.height = Math.round(photo.height * scale)
  const pen = canvas.getContext('2d')
  pen?.drawImage(photo, 0, 0, canvas.width, canvas.height)
  return pen?.getImageData(0, 0, canvas.width, canvas.height)
}
