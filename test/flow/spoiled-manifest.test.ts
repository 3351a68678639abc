import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Http } from '../../hal/contract/http.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { kiosks, openDesk, studentId, studentPacket } from '../stand/intake-stand.ts'
import { openOffice } from '../stand/open-office.ts'
import { sendInAHurry } from '../stand/send-in-a-hurry.ts'
import { standStamp } from '../stand/spool-stand.ts'

/** A link that changes one byte of the first upload with this name, and tells how each upload was answered. */
function spoilingOnce(http: Http, name: string, answered: (status: number) => void): Http {
  let spoiled = false
  return {
    async send(request, ...rest) {
      const { method, url, body } = request
      if (method !== 'PATCH' || !body || !url.endsWith(name)) return http.send(request, ...rest)
      const middle = body.length >> 1
      const sent = spoiled ? body : body.with(middle, (body[middle] ?? 0) ^ 1)
      spoiled = true
      const answer = await http.send({ ...request, body: sent }, ...rest)
      if (answer.ok) answered(answer.value.status)
      return answer
    },
  }
}

test.each(['batch.json', 'batch.sig'])(
  'a %s that was spoiled on its way is refused at the door, comes again, and the receipt comes home',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'rekam-spoiled-'))
    const faults: string[] = []
    const answers: number[] = []
    const office = await openOffice(folder, openDesk(createNodeDisk(join(folder, 'out'))), ({ result }) => {
      if (!result.ok) faults.push(result.fault.kind)
    })
    const spool = await openSpool(new MemoryDisk(), kiosks.own)
    if (!spool.ok) throw new Error(spool.fault.kind)
    const { sha256, bytes } = await studentPacket(1)
    await spool.value.addPacket(sha256, studentId(1), bytes)
    await spool.value.closeBatch(standStamp)
    const http = createNodeHttp()
    const isAnswered = () => spool.value.index.batches.size === 0
    await sendInAHurry(new MemoryDisk(), spool.value, office.url, isAnswered, {
      http: spoilingOnce(http, name, (status) => answers.push(status)),
    })
    http.close()
    await office.close()
    expect([answers, faults]).toEqual([[460, 204], []])
    expect(readdirSync(join(folder, 'out/student'))).toEqual([studentId(1)])
    const [batch = ''] = readdirSync(join(folder, 'mail', kiosks.own.device))
    const received = readdirSync(join(folder, 'mail', kiosks.own.device, batch)).toSorted()
    expect(received).toEqual([`${sha256}.packet`, 'batch.json', 'batch.sig'].toSorted())
  },
)
