import { compileEpoll } from './native-parts.ts'

compileEpoll()
