import type { Indicator } from '../../hal/contract/indicator.ts'
import { cueOfLobby, cueOfVisit } from '../cue/cue-of.ts'
import { type CueName, cueTable } from '../cue/cue-table.ts'
import type { Lobby } from '../queue/lobby.ts'
import type { StickNotice } from '../queue/stick-notice.ts'
import type { VisitState } from '../visit/visit-state.ts'

/** Lets lamp and buzzer follow what the panel shows; a sound plays once when its moment begins. */
export interface CuePlayer {
  follow(lobby: Lobby, visit: VisitState | undefined, stick?: StickNotice): void
  /** Somebody asked for help: lamp and buzzer say so until the next change. */
  help(): void
}

export function createCuePlayer(indicator: Indicator): CuePlayer {
  let followed: CueName = 'idle'
  const play = (name: CueName) => {
    indicator.lamp(cueTable[name].lamp)
    indicator.buzzer(cueTable[name].buzzer)
  }
  play(followed)
  return {
    follow(lobby, visit, stick) {
      const name = visit ? cueOfVisit(visit) : cueOfLobby(lobby, stick)
      if (name === followed) return
      followed = name
      play(name)
    },
    help: () => play('help'),
  }
}
