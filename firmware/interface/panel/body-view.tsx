import type { JSX } from 'preact'
import type { Body } from '../model/screen.ts'
import { CodePadView } from './code-pad-view.tsx'
import { FingerView } from './finger-view.tsx'
import { InkView } from './ink-view.tsx'
import { LiveView } from './live-view.tsx'
import { OptionsView } from './options-view.tsx'
import { PadView } from './pad-view.tsx'
import { PicturesView } from './pictures-view.tsx'
import { ReviewView } from './review-view.tsx'
import { ScanView } from './scan-view.tsx'
import { SettingsView } from './settings-view.tsx'

/** The thing to do on a screen, by its kind. */
export function BodyView({ body }: { body: Body }): JSX.Element | null {
  switch (body.kind) {
    case 'words':
      return null
    case 'idle':
      // A ticket that waits alone is called by the title.
      return body.waiting.length < 2 ? null : (
        <p class="waiting">
          {body.waitingLabel}: <strong>{body.waiting.slice(0, 8).join('  ')}</strong>
        </p>
      )
    case 'pad':
      return <PadView body={body} />
    case 'code-pad':
      return <CodePadView body={body} />
    case 'options':
      return <OptionsView body={body} />
    case 'live':
      return <LiveView body={body} />
    case 'pictures':
      return <PicturesView pictures={body.pictures} />
    case 'scan':
      return <ScanView url={body.url} />
    case 'ink':
      return <InkView body={body} />
    case 'finger':
      return <FingerView body={body} />
    case 'review':
      return <ReviewView parts={body.parts} />
    case 'qr':
    case 'receipt':
      return (
        <figure class="receipt">
          <div role="img" aria-label={body.qrAlt} dangerouslySetInnerHTML={{ __html: body.qrSvg }} />
          {body.kind === 'receipt' && <figcaption>{body.code}</figcaption>}
        </figure>
      )
    case 'settings':
      return <SettingsView groups={body.groups} />
  }
}
