import type { LogFacts } from './kiosk-parts.ts'

/** What a start had to repair, or to do without; for the log. Nothing personal. */
export interface StartTrouble {
  readonly event: /** The spool's journal was damaged; a new one was begun from what is known. */
    | 'journal-rebuilt'
    /** Both generations of a document were damaged; it begins again. */
    | 'state-rebuilt'
    /** A class list is damaged and must be imported again. */
    | 'class-damaged'
    /** The newest key list is damaged and must be brought again. */
    | 'keys-lost'
    /** The journal of an unfinished visit is damaged; it was set aside with its pieces. */
    | 'draft-damaged'
    /** Nobody came back to a visit in time; it ended. */
    | 'visit-abandoned'
    /** The pieces of a visit that ended are still there. */
    | 'draft-not-erased'
    /** The disk takes nothing at the moment. */
    | 'not-saved'
  readonly facts: LogFacts
}
