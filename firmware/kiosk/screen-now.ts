import { maskName } from '../core/mask-name.ts'
import type { Lobby } from '../interface/lobby/lobby.ts'
import { messages } from '../interface/messages/messages.ts'
import type { Language } from '../interface/model/settings.ts'
import { type LobbyView, lobbyScreen } from '../interface/screens/lobby-screen.ts'
import type { ScreenDraft } from '../interface/screens/parts.ts'
import { visitScreen } from '../interface/screens/visit-screen.ts'
import type { QueueDay } from '../school/queue/queue-day.ts'
import { type ActiveVisit, pictureName } from './active-visit.ts'

/** A notice for staff, added to whatever screen is shown. */
export type StaffNotice = 'helpCalled' | 'caseOpened'

/** The one screen that fits this moment. */
export function screenNow(
  lobby: Lobby,
  serving: ActiveVisit | undefined,
  queue: QueueDay,
  view: LobbyView,
  notice: StaffNotice | undefined,
): ScreenDraft {
  const draft = serving ? servingScreen(serving, view.language) : lobbyScreen(lobby, queue, view)
  return notice ? { ...draft, lines: [...draft.lines, messages(view.language)[notice]] } : draft
}

function servingScreen(serving: ActiveVisit, language: Language): ScreenDraft {
  const { runner, student } = serving
  const birthYear = Number(student.birthDate.reveal().slice(0, 4))
  return visitScreen(runner.state, {
    language,
    maskedName: maskName(student.name.reveal()),
    className: student.className,
    background: birthYear % 2 === 1 ? 'red' : 'blue',
    reading: runner.reading,
    pictureUrls: runner.photos.map((_, at) => `/picture/${pictureName(serving, at)}`),
  })
}
