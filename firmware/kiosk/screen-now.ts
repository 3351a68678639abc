import { words } from '../locale/words.ts'
import type { Lobby } from '../queue/lobby.ts'
import type { QueueDay } from '../queue/queue-day.ts'
import type { StickNotice } from '../queue/stick-notice.ts'
import { lobbyScreen } from '../screen/lobby-screen.ts'
import type { Language } from '../screen/model/intent.ts'
import type { ScreenDraft } from '../screen/parts.ts'
import { visitScreen } from '../screen/visit-screen.ts'
import { pictureName, type Serving } from './serving.ts'

/** The one screen that fits this moment. */
export function screenNow(
  lobby: Lobby,
  serving: Serving | undefined,
  queue: QueueDay,
  language: Language,
  helpCalled: boolean,
  stick: StickNotice | undefined,
): ScreenDraft {
  const draft = serving ? servingScreen(serving, language) : lobbyScreen(lobby, queue, language, stick)
  return helpCalled ? { ...draft, lines: [...draft.lines, words(language).helpCalled] } : draft
}

function servingScreen(serving: Serving, language: Language): ScreenDraft {
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

// First letters only: enough for its owner, too little for who looks over a shoulder.
function maskName(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      const shown = Math.min(2, Math.ceil(word.length / 2))
      return word.slice(0, shown) + '•'.repeat(Math.max(1, word.length - shown))
    })
    .join(' ')
}
