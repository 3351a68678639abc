import { render } from 'preact'
import { App } from './app.tsx'
import { followScreens } from './feed.ts'
import { followKeys } from './focus.ts'
import './panel.css'

followScreens()
followKeys()
render(<App />, document.body)
