import { hundredDays } from './hundred-days.ts'

// Two files, so that two cores share the two hundred.
hundredDays(1)
