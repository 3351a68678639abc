import { render } from 'preact'
import type { ReceiptSnapshot } from '../../custody/student-receipt/receipt-snapshot.ts'
import { App } from './app.tsx'
import './page.css'

// The kiosk that made the page put it there.
const snapshot = JSON.parse(document.getElementById('snapshot')?.textContent ?? '') as ReceiptSnapshot
render(<App snapshot={snapshot} />, document.body)
