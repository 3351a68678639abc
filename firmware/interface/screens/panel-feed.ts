import type { Intent } from '../model/intent.ts'
import type { Body, Screen } from '../model/screen.ts'
import type { PanelDraft } from './adjust.ts'

/** The screen as every browser sees it, numbered so that a late or doubled tap changes nothing. */
export interface PanelFeed {
  readonly screen: Screen
  show(draft: PanelDraft): void
  /** Calls `listener` now and on every change; returns how to stop. */
  subscribe(listener: (screen: Screen) => void): () => void
  /** Whether this intent is an answer that the present screen offers. */
  offers(serial: number, intent: Intent): boolean
}

export function createPanelFeed(first: PanelDraft): PanelFeed {
  let screen: Screen = { serial: 1, ...first }
  const listeners = new Set<(screen: Screen) => void>()
  return {
    get screen() {
      return screen
    },
    show(draft) {
      const serial = screenKey(draft) === screenKey(screen) ? screen.serial : screen.serial + 1
      const next = { serial, ...draft }
      if (JSON.stringify(next) === JSON.stringify(screen)) return
      screen = next
      for (const listener of listeners) listener(screen)
    },
    subscribe(listener) {
      listeners.add(listener)
      listener(screen)
      return () => listeners.delete(listener)
    },
    offers: (serial, intent) => serial === screen.serial && isOffered(screen, intent),
  }
}

// A countdown or a live hint redraws the same moment: a finger already on its way to a button still counts. So
// does another way to show it: what was typed or drawn meanwhile stays.
function screenKey({ body, choices, edge }: PanelDraft): string {
  return JSON.stringify([body.kind, placeOf(body), choices, edge])
}

function choicesIn(body: Body): readonly { readonly intent: Intent }[] {
  switch (body.kind) {
    case 'pictures':
      return body.pictures.map(({ choice }) => choice)
    case 'options':
      return body.options
    case 'review':
      return body.parts.flatMap(({ change }) => change ?? [])
    case 'settings':
      return body.groups.flatMap((group) => group.options)
    default:
      return []
  }
}

function placeOf(body: Body): unknown {
  switch (body.kind) {
    case 'finger':
      return body.current
    case 'pictures':
      return body.pictures
    case 'options':
      return body.options
    default:
      return ''
  }
}

function isOffered(screen: Screen, intent: Intent): boolean {
  const { body } = screen
  if (intent.type === 'sign') return body.kind === 'ink'
  if (
    intent.type === 'enter-number' ||
    intent.type === 'enter-birth-date' ||
    intent.type === 'enter-date' ||
    intent.type === 'enter-pin'
  ) {
    return body.kind === 'pad' && body.submit === intent.type
  }
  if (intent.type === 'enter-code') return body.kind === 'code-pad'
  const wanted = JSON.stringify(intent)
  const offered = [...screen.choices, ...choicesIn(body), ...screen.edge, ...screen.adjust]
  return offered.some((choice) => JSON.stringify(choice.intent) === wanted)
}
