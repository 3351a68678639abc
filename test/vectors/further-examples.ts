import { sha256Hex } from '../../firmware/core/hash.ts'
import { signErasure } from '../../firmware/custody/chain/erasure.ts'
import { signHello } from '../../firmware/custody/chain/hello.ts'
import { announceUpload } from '../../firmware/custody/chain/upload.ts'
import { enrolmentOf, signDeviceList } from '../../firmware/custody/crypto/device-list.ts'
import { signKeyList } from '../../firmware/custody/crypto/key-list.ts'
import { ed25519 } from '../../firmware/custody/crypto/public-key.ts'
import { documentBytes, type SignedDocument } from '../../firmware/custody/crypto/signed-document.ts'
import { signStatusFile } from '../../firmware/exchange/downlink/status-file.ts'
import { personFields } from '../../firmware/registry/intake/person-fields.ts'
import { readVisit } from '../../firmware/registry/intake/read-visit.ts'
import {
  provisioningOrderSchema,
  signProvisioningOrder,
} from '../../firmware/service/provisioning/provisioning-order.ts'
import { kiosks, ownSchool, receiptKey } from '../stand/intake-stand.ts'

const { device, key } = kiosks.own
const wallMs = 1_800_000_100_000
const at = { wallMs: 1_800_000_000_000, sinceBootMs: 60_000, boot: 3, trust: 'none' as const }
const authority = { alg: ed25519, publicKey: receiptKey.publicKey }
const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
const hash = (word: string) => sha256Hex(Buffer.from(word))
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

const person = {
  v: 1,
  pid: '0190a000-0000-7000-8000-00000000000a',
  name: 'SITI AMINAH',
  nik: '6311064511090001',
  nisn: '0091234567',
  birthDate: '2009-11-05',
  birthPlace: 'PARINGIN',
  sex: 'P',
  className: 'XI IPA 1',
  consentRef: 'daftar-2026:17',
}

const visit = [
  { type: 'opened', pid: person.pid, ticket: 'A-01', at },
  { type: 'assented', text: hash('setuju'), consentRef: person.consentRef, at },
  {
    type: 'kept',
    piece: 'face',
    file: 'face.jpg.age',
    sha256: hash('face'),
    bytes: 163_541,
    attempts: 1,
    score: 88,
    photo: { check: 'landmarks', hints: [], choice: 'suggested' },
    at,
  },
  {
    type: 'kept',
    piece: 'finger-2',
    file: 'finger-02.png.age',
    sha256: hash('finger-2'),
    bytes: 12_390,
    attempts: 2,
    score: 71,
    scores: [42, 71],
    at,
  },
  { type: 'exception', position: 4, reason: 'bandaged', at },
  { type: 'verified', position: 2, outcome: 'same', tries: 1, at },
]

const both = ({ bytes, signature }: SignedDocument) => `${text(bytes)}\n${signature.trimEnd()}`

const hello = signHello(
  {
    v: 1,
    device,
    nonce: '00112233445566778899aabbccddeeff',
    wallMs,
    receipt: 1,
    keyList: 2,
    holding: [{ seq: 2, batch: hash('batch').slice(0, 16), missing: [hash('a')] }],
  },
  receiptKey,
)

const order = provisioningOrderSchema.parse({
  v: 1,
  device: 'any-blank-box',
  number: 1_800_000_000_000,
  givenMs: 1_800_000_000_000,
  school: ownSchool,
  letter: 'B',
  attendance: 'teacher',
  attendantPin: 'ask',
  registryUrl: 'https://dukcapil.example/',
  unlock: ['stick'],
})

const roster = {
  v: 2,
  school: ownSchool,
  number: 1,
  students: [
    {
      pid: person.pid,
      name: person.name,
      nik: person.nik,
      nisn: person.nisn,
      birthDate: person.birthDate,
      birthPlace: person.birthPlace,
      sex: person.sex,
      className: person.className,
      consent: 'yes',
      consentRef: person.consentRef,
      recorded: 'no',
    },
  ],
}

const upload = announceUpload(
  {
    device,
    seq: 1,
    batch: hash('batch').slice(0, 16),
    name: `${hash('a')}.packet`,
    bytes: 1,
    sha256: hash('a'),
  },
  key,
)

if (!personFields(Buffer.from(JSON.stringify(person)))) throw new Error('the example is no person')
const visitText = visit.map((line) => JSON.stringify(line)).join('\n')
if (!readVisit(Buffer.from(`${visitText}\n`))) throw new Error('the example is no visit')

/** Documents that were made once a packet was opened, or beside it; each with its signature on the next line. */
export const furtherExamples: Readonly<Record<string, string>> = {
  'person.json': JSON.stringify(person),
  'visit.jsonl': visitText,
  'upload metadata': Object.entries(upload)
    .map(([name, value]) => `${name.padEnd(10)}${value}`)
    .join('\n'),
  'key-list.json and its signature': both(
    signKeyList(
      {
        v: 1,
        number: 1,
        authority,
        recipients: [recipient],
        receiptKeys: [authority],
        revoked: [],
        minimumSoftware: '0.2.0',
      },
      receiptKey,
    ),
  ),
  'devices.json and its signature': both(
    signDeviceList({ v: 1, number: 1, authority, devices: [enrolmentOf(kiosks.own, ownSchool)] }, receiptKey),
  ),
  hello: text(hello).trimEnd(),
  'status file and its signature': both(
    signStatusFile(
      {
        v: 1,
        school: ownSchool,
        number: 1,
        wallMs,
        statuses: { [hash('a').slice(0, 16)]: 'PRINT_READY_RECORD' },
      },
      receiptKey,
    ),
  ),
  'list of pupils, opened': text(documentBytes(roster)),
  'site.json and its signature': both(signProvisioningOrder(order, receiptKey)),
  'erasure and its signature': both(
    signErasure(
      {
        v: 1,
        device,
        school: ownSchool,
        wallMs,
        files: 2,
        bytes: 9,
        unsent: 0,
        unfinished: 0,
        contents: hash('a 4\nb 5\n'),
      },
      key,
    ),
  ),
}
