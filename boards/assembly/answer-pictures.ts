import { createPictureSplitter } from '../../hal/driver/vision/picture-message.ts'

// Larger than any still of a ribbon camera.
const mostBytes = 16e6

/** Pictures come in on stdin, one line of JSON goes out for each; ends with its input. */
export async function answerPictures(answer: (jpeg: Uint8Array) => unknown): Promise<void> {
  const splitter = createPictureSplitter(mostBytes)
  for await (const bytes of process.stdin) {
    const pictures = splitter.push(bytes)
    if (!pictures) return
    for (const picture of pictures) process.stdout.write(`${JSON.stringify(answer(picture))}\n`)
  }
}
