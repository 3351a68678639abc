import { render } from 'preact'
import { App } from './app.tsx'
import { followScreens } from './feed.ts'
import './panel.css'

followScreens()
render(<App />, document.body)
