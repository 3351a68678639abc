import type { Indicator } from '../../hal/contract/indicator.ts'
import type { StickNotice } from '../exchange/stick/stick-notice.ts'
import { cueOfLobby, cueOfVisit } from '../interface/cues/cue-of.ts'
import { type CueName, cueTable } from '../interface/cues/cue-table.ts'
import type { Lobby } from '../interface/lobby/lobby.ts'
import type { VisitState } from '../recording/visit/visit-state.ts'

/** Lets lamp and buzzer follow what the panel shows; a sound plays once when its moment begins. */
export interface CuePlayer {
  /** `called` is the number whose turn it is. Gives it back when the whole room is to hear it for the first time. */
  follow(
    lobby: Lobby,
    visit: VisitState | undefined,
    called: string | undefined,
    stick: StickNotice | undefined,
  ): string | undefined
  /** The sign of this moment once more. */
  repeat(): void
  /** A student asked for help: lamp and buzzer say so until the next change. */
  help(): void
}

export function createCuePlayer(indicator: Indicator): CuePlayer {
  let followed: CueName = 'idle'
  let calling: string | undefined
  const play = (name: CueName) => {
    indicator.lamp(cueTable[name].lamp)
    indicator.buzzer(cueTable[name].buzzer)
  }
  play(followed)
  return {
    follow(lobby, visit, called, stick) {
      const name = visit ? cueOfVisit(visit) : cueOfLobby(lobby, called !== undefined, stick)
      // Another number is another call, though the lamp looks the same.
      const isNewCall = name === 'call' && called !== calling
      if (name === 'call') calling = called
      if (name !== followed || isNewCall) play(name)
      followed = name
      // The student who has just taken this number reads it before the room does.
      return isNewCall && lobby.type !== 'ticket' ? called : undefined
    },
    repeat: () => play(followed),
    help: () => play('help'),
  }
}
