import { describe, expect, test } from 'vitest'
import { pupils } from '../../../test/stand/open-test-kiosk.ts'
import { openTestLobby } from '../../../test/stand/open-test-lobby.ts'
import { until } from '../../../test/stand/until.ts'

describe('a number alone', () => {
  const recordedPupil = async (lobby: Awaited<ReturnType<typeof openTestLobby>>) => {
    const { roster } = lobby.kiosk.stores
    const rahmah = roster.findByNumber(pupils.rahmah.nisn)
    if (rahmah) await roster.save([{ ...rahmah, recorded: true }])
  }

  test('says nothing about its owner: recorded, without consent, too young, in the line, or nobody', async () => {
    const seen: string[] = []
    const numbers = [...Object.values(pupils).map(({ nisn }) => nisn), '0099999999']
    for (const nisn of numbers) {
      const lobby = await openTestLobby()
      const { kiosk, tap } = lobby
      await recordedPupil(lobby)
      await lobby.takeNumber(pupils.fauzan.nisn)
      await tap({ type: 'go-on' })
      const screens: unknown[] = []
      await tap({ type: 'take-ticket' })
      await tap({ type: 'enter-number', digits: nisn })
      for (let tries = 0; tries < 6; tries += 1) {
        const { serial: _, ...screen } = kiosk.screen
        screens.push(screen)
        if (screen.body.kind === 'pad') await tap({ type: 'enter-birth-date', digits: '31121999' })
      }
      seen.push(JSON.stringify(screens))
    }
    expect(new Set(seen).size).toBe(1)
  })

  test('with its birth date says at once why there is no number to wait with', async () => {
    const lobby = await openTestLobby()
    await recordedPupil(lobby)
    const told: Record<string, readonly string[]> = {}
    for (const name of ['rahmah', 'hairul', 'jumiati'] as const) {
      await lobby.takeNumber(pupils[name].nisn)
      told[name] = [lobby.kiosk.screen.title, ...lobby.kiosk.screen.lines]
      await lobby.tap({ type: 'go-on' })
    }
    expect(told).toEqual({
      rahmah: [
        'Kamu sudah direkam',
        'Tidak perlu mengulang.',
        expect.stringContaining('KTP-ku sudah datang'),
      ],
      hairul: ['Minta surat izin orang tua dulu', expect.anything(), expect.anything()],
      jumiati: ['Umurmu belum 16 tahun', 'Bisa direkam mulai Minggu, 28 Maret 2027.'],
    })
    expect(lobby.kiosk.stores.queue.value.tickets).toEqual([])
  })

  test('with five wrong dates calls staff, and an attendant lets its owner try again', async () => {
    const { kiosk, tap, takeNumber, enterPin, choose, logged } = await openTestLobby()
    await tap({ type: 'take-ticket' })
    await tap({ type: 'enter-number', digits: pupils.siti.nisn })
    for (let tries = 0; tries < 6; tries += 1) await tap({ type: 'enter-birth-date', digits: '31121999' })
    expect(kiosk.screen.title).toBe('Tanggal lahir salah terlalu sering')
    expect(logged).toEqual(expect.arrayContaining(['birth-date-guessed', 'help-called']))
    await tap({ type: 'go-on' })
    await takeNumber(pupils.siti.nisn)
    expect(kiosk.screen.title).toBe('Tanggal lahir salah terlalu sering')
    await tap({ type: 'go-on' })
    await tap({ type: 'attend' })
    await enterPin()
    await choose('Buka blokir tanggal lahir')
    await tap({ type: 'go-on' })
    await takeNumber(pupils.siti.nisn)
    expect(kiosk.screen.ticket).toBe('A-01')
  })
})

test('what was begun before a break is erased by staff behind the PIN, not by two facts that a class knows', async () => {
  const { kiosk, tap, takeNumber, enterPin, choose } = await openTestLobby()
  const { siti } = pupils
  const sees = (title: string) => until(title, () => kiosk.screen.title === title)
  const begin = async () => {
    await tap({ type: 'start-ticket', ticket: 'A-01' })
    await tap({ type: 'confirm-identity' })
  }
  await takeNumber(siti.nisn)
  await begin()
  await tap({ type: 'agree' })
  await until('the live picture', () => kiosk.screen.body.kind === 'live')
  await tap({ type: 'leave' })
  await tap({ type: 'leave' })
  await sees('Perekamanmu ditunda')
  await tap({ type: 'go-on' })
  await takeNumber(siti.nisn)
  await begin()
  await until('the live picture again', () => kiosk.screen.body.kind === 'live')
  await tap({ type: 'leave' })
  await tap({ type: 'decline' })
  await sees('Petugas yang menghapusnya')
  await tap({ type: 'go-on' })
  const [{ visitId = '' } = {}] = kiosk.stores.queue.value.tickets
  expect(kiosk.stores.spool.facts.closings.has(visitId)).toBe(false)
  await tap({ type: 'attend' })
  await enterPin()
  await choose('Hapus rekaman A-01')
  await sees('Menu petugas')
  expect(kiosk.stores.spool.facts.closings.get(visitId)).toMatchObject({ op: 'erased', reason: 'declined' })
  expect(kiosk.stores.queue.value.tickets[0]?.state).toBe('done')
})
