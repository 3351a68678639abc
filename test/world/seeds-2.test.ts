import { fortyDays } from './forty-days.ts'

// Two files, so that two cores share the eighty.
fortyDays(41)
