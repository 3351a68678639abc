import { kiosks, otherSchool, ownSchool, receiptKey } from '../stand/intake-stand.ts'
import { batchVectors } from './batch-vectors.ts'
import { packetVectors } from './packet-vectors.ts'

/** The vectors' age identity: it opens nothing else in the world. */
export const vectorIdentity = 'AGE-SECRET-KEY-1PZXTPFYCJLYM5Y0T6HS0QM3KHD52HJ0FZ8AMVSJ67UYGHH2P7UNSM8UQJT'

const fileName = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

const index = {
  about:
    'Vectors of FORMATS.md. A packet is judged as the only one of a batch of the kiosk "own", at its first arrival.',
  identity: vectorIdentity,
  receiptKey: receiptKey.publicKey,
  devices: [
    { device: kiosks.own.device, publicKey: kiosks.own.key.publicKey, school: ownSchool },
    { device: kiosks.neighbour.device, publicKey: kiosks.neighbour.key.publicKey, school: otherSchool },
    { device: kiosks.revoked.device, publicKey: kiosks.revoked.key.publicKey, school: ownSchool, lastSeq: 0 },
  ],
  own: kiosks.own.device,
  packets: packetVectors.map(([name, verdict]) => ({
    name,
    verdict,
    file: `packet/${fileName(name)}.packet`,
  })),
  batches: batchVectors.map(({ name, verdict, rejected }) => ({
    name,
    verdict,
    folder: `batch/${fileName(name)}`,
    ...(rejected && { rejected }),
  })),
}

/** All files of the vectors but the sealed pieces, by their paths. */
export function vectorFiles(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  files.set('index.json', Buffer.from(`${JSON.stringify(index, undefined, 2)}\n`))
  for (const [name, , bytes] of packetVectors) files.set(`packet/${fileName(name)}.packet`, bytes())
  for (const { name, files: parts } of batchVectors)
    for (const [part, bytes] of Object.entries(parts)) files.set(`batch/${fileName(name)}/${part}`, bytes)
  return files
}
