import { describe, expect, test } from 'vitest'
import { pupils } from '../../../test/stand/open-test-kiosk.ts'
import { openTestLobby } from '../../../test/stand/open-test-lobby.ts'
import { until } from '../../../test/stand/until.ts'
import type { Intent } from '../model/intent.ts'

test('who has no number at hand finds class and masked name, and gets a ticket', async () => {
  const { kiosk, tap, choose, labels } = await openTestLobby()
  await tap({ type: 'take-ticket' })
  await tap({ type: 'find-name' })
  expect(labels()).toEqual(['X B', 'XI IPS 2', 'XII IPA 1'])
  await choose('XII IPA 1')
  expect(labels()).toEqual(['SI•• AM••••'])
  await choose('SI•• AM••••')
  await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
  expect(kiosk.screen.ticket).toBe('A-01')
})

test('a pupil who is missing from the newest list is found by number, and not by name', async () => {
  const { kiosk, tap, choose, labels } = await openTestLobby()
  const siti = kiosk.stores.roster.findByNumber('0091234999')
  if (siti) await kiosk.stores.roster.save([{ ...siti, notOnList: true }])
  await tap({ type: 'take-ticket' })
  await tap({ type: 'find-name' })
  await choose('XII IPA 1')
  expect(labels()).not.toContain('SI•• AM••••')
  await tap({ type: 'back' })
  if (kiosk.screen.body.kind === 'options') await tap({ type: 'back' })
  await tap({ type: 'enter-number', digits: '0091234999' })
  await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
  expect(kiosk.screen.ticket).toBe('A-01')
})

describe('a code held before the camera', () => {
  const scan = async (code?: string) => {
    const lobby = await openTestLobby(code)
    await lobby.tap({ type: 'take-ticket' })
    await lobby.tap({ type: 'scan' })
    return lobby
  }

  test('with a number on the list gives its owner a ticket', async () => {
    const { kiosk, tap } = await scan('https://sekolah.example/kartu?nisn=0091234999')
    await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
    expect(kiosk.screen.ticket).toBe('A-01')
  })

  test('with a number that is not on the list asks for a birth date all the same', async () => {
    const { kiosk, tap } = await scan('0099999999')
    await tap({ type: 'enter-birth-date', digits: '01012009' })
    expect([kiosk.screen.body.kind, kiosk.screen.lines[0]]).toEqual([
      'pad',
      'Nomor atau tanggal lahir tidak cocok. Periksa keduanya.',
    ])
  })

  test('that is a receipt is checked as one', async () => {
    const { kiosk } = await scan('RK1:WRONG')
    expect(kiosk.screen.body.kind).toBe('code-pad')
  })

  test('that is none of ours is told, and does not keep the screen from being cleared', async () => {
    const { kiosk, clock, camera } = await scan('Perpustakaan')
    expect(kiosk.screen.lines[0]).toMatch(/^Kode ini bukan kartu pelajar/)
    expect(camera.watching).toBe(true)
    await clock.advance(45_000)
    await until('idle', () => kiosk.screen.body.kind === 'idle' && !camera.watching)
  })

  test('without one keeps the camera only while the screen stands', async () => {
    const { kiosk, tap, camera } = await scan()
    expect([kiosk.screen.body.kind, camera.watching]).toEqual(['scan', true])
    await tap({ type: 'back' })
    expect([kiosk.screen.body.kind, camera.watching]).toEqual(['pad', false])
  })
})

test('the second in line is told how long, and where a phone tells it', async () => {
  const { kiosk, tap, takeNumber } = await openTestLobby()
  for (const digits of ['0091234999', '0101234568']) {
    await takeNumber(digits)
    if (digits === '0091234999') await tap({ type: 'go-on' })
  }
  expect(kiosk.screen.lines[1]).toMatch(/^Kira-kira \d+-\d+ menit lagi\.$/)
  expect(kiosk.screen.body.kind).toBe('qr')
})

test('a number is called to the room when its turn comes, not to who has just taken it', async () => {
  const { kiosk, tap, takeNumber, voice } = await openTestLobby()
  for (const digits of ['0091234999', '0101234568']) {
    await takeNumber(digits)
    await tap({ type: 'go-on' })
  }
  expect(voice.heard).toEqual([])
  await tap({ type: 'start-ticket', ticket: 'A-01' })
  await until('the visit', () => kiosk.screen.body.kind === 'pad')
  await tap({ type: 'enter-birth-date', digits: pupils.siti.born })
  await tap({ type: 'confirm-identity' })
  await tap({ type: 'leave' })
  await tap({ type: 'leave' })
  await until('the farewell', () => kiosk.screen.choices.some(({ intent }) => intent.type === 'go-on'))
  await tap({ type: 'go-on' })
  expect(voice.heard.map(({ sentences, volume }) => [...sentences, volume])).toEqual([
    ['Nomor A, nol dua, silakan.', 3],
  ])
})

test('a call that nobody answers sounds twice more, and moves nobody', async () => {
  const { kiosk, clock, tap, takeNumber, lamps, voice } = await openTestLobby()
  await takeNumber('0091234999')
  await tap({ type: 'go-on' })
  expect(kiosk.screen.title).toBe('Nomor A-01, giliranmu')
  const before = lamps.length
  await clock.advance(10 * 60_000)
  expect(lamps.length - before).toBe(2)
  expect(voice.heard.map(({ sentences }) => sentences[0])).toEqual(
    Array(2).fill('Nomor A, nol satu, silakan.'),
  )
  expect(kiosk.screen.title).toBe('Nomor A-01, giliranmu')
})

test('behind the PIN an attendant calls a class and puts a number first', async () => {
  const { kiosk, tap, takeNumber, enterPin, choose, labels, logged } = await openTestLobby()
  for (const digits of ['0091234999', '0101234568', '0101234571']) {
    await takeNumber(digits)
    await tap({ type: 'go-on' })
  }
  const line = () => (kiosk.screen.body.kind === 'idle' ? kiosk.screen.body.waiting : [])
  await tap({ type: 'attend' })
  await tap({ type: 'enter-pin', digits: '111111' })
  await until('the answer', () => kiosk.screen.lines[0] === 'PIN salah. Periksa angkanya.')
  await enterPin()
  await choose('Panggil kelas')
  await choose('X B')
  expect(kiosk.screen.lines[1]).toBe('Kelas X B didahulukan.')
  await tap({ type: 'go-on' })
  // A-01 has been called already.
  expect(line()).toEqual(['A-01', 'A-03', 'A-02'])
  await tap({ type: 'attend' })
  await enterPin()
  await choose('Dahulukan nomor')
  expect(labels()).toEqual(['A-03', 'A-02'])
  await choose('A-02')
  await choose('Akhiri panggilan kelas')
  expect(labels()).toEqual([
    'Panggil kelas',
    'Dahulukan nomor',
    'Periksa tanggal',
    'Periksa kotak',
    'Kode kotak ini',
  ])
  await tap({ type: 'go-on' })
  expect(line()).toEqual(['A-02', 'A-01', 'A-03'])
  expect(logged.filter((event) => event === 'attendant-pin')).toHaveLength(3)
})

test('behind the PIN an attendant reads of pupils whom a list has put in question', async () => {
  const { kiosk, tap, enterPin } = await openTestLobby()
  const siti = kiosk.stores.roster.findByNumber('0091234999')
  if (siti)
    await kiosk.stores.roster.save([{ ...siti, conflict: { list: '0a1b2c3d', row: 2, differs: ['sex'] } }])
  await tap({ type: 'attend' })
  await enterPin()
  expect(kiosk.screen.lines.at(-1)).toBe('1 siswa bentrok di daftar kelas. Lihat: rekam roster list.')
})

test('a box that was told to ask for its PIN gives no number before it has one', async () => {
  const { kiosk, tap, clock } = await openTestLobby(undefined, 'ask')
  const type = (digits: string) => tap({ type: 'enter-pin', digits })
  expect(kiosk.screen.title).toBe('Buat PIN petugas')
  expect(kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })).toBe(false)
  await type('135790')
  await type('135791')
  expect(kiosk.screen.lines).toEqual(['Keduanya tidak sama. Ketik PIN dari awal.'])
  await type('135790')
  await clock.advance(60_000)
  expect(kiosk.screen.title).toBe('Buat PIN petugas')
  await type('135790')
  await type('135790')
  await until('the menu', () => kiosk.screen.title === 'Menu petugas')
  await tap({ type: 'go-on' })
  await tap({ type: 'attend' })
  await type('135790')
  await until('the menu again', () => kiosk.screen.title === 'Menu petugas')
})

test('behind the PIN an attendant vouches for the day, or corrects it', async () => {
  const { kiosk, tap, enterPin, choose } = await openTestLobby()
  await tap({ type: 'attend' })
  await enterPin()
  await choose('Periksa tanggal')
  expect(kiosk.screen.title).toBe('Selasa, 24 November 2026')
  await tap({ type: 'say-no' })
  for (const digits of ['31022026', '24112062', '00000000']) {
    await tap({ type: 'enter-date', digits })
    expect(kiosk.screen.lines).toEqual(['Tanggal itu tidak bisa. Periksa angkanya.'])
  }
  await tap({ type: 'enter-date', digits: '26112026' })
  expect([kiosk.screen.title, kiosk.today()]).toEqual(['Menu petugas', '2026-11-26'])
  expect(kiosk.stores.spool.facts.days.at(-1)).toMatchObject({ day: '2026-11-26', vouched: 'attendant' })
})

test('without the PIN no attendant screen can be reached, whatever is posted', async () => {
  const { kiosk, tap } = await openTestLobby()
  const forbidden: readonly Intent[] = [
    { type: 'offer-classes' },
    { type: 'call-class', className: 'X B' },
    { type: 'end-class' },
    { type: 'offer-numbers' },
    { type: 'put-first', ticket: 'A-01' },
  ]
  const refused = () =>
    forbidden.map((intent) => kiosk.request({ screen: kiosk.screen.serial, intent })).some(Boolean)
  expect(refused()).toBe(false)
  await tap({ type: 'attend' })
  expect(refused()).toBe(false)
})
