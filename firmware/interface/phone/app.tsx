import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { checkReceipt, type ReceiptAnswer } from '../../custody/student-receipt/check-receipt.ts'
import { knowledgeOf, type ReceiptSnapshot } from '../../custody/student-receipt/receipt-snapshot.ts'
import { isReceiptSigned } from './is-receipt-signed.ts'
import { type PageLanguage, pageWords } from './page-messages.ts'
import { PhotoButton, readPhoto } from './photo-button.tsx'

type Finding = ReceiptAnswer | 'reading' | 'noCode'

/** The whole page: the question, the answer, and how old its knowledge is. */
export function App({ snapshot }: { snapshot: ReceiptSnapshot }): JSX.Element {
  const knowledge = useMemo(() => knowledgeOf(snapshot), [snapshot])
  const [language, setLanguage] = useState<PageLanguage>('id')
  const [text, setText] = useState('')
  const [finding, setFinding] = useState<Finding>()
  const words = pageWords[language]
  const check = (given: string) => setFinding(checkReceipt(given, knowledge, isReceiptSigned))
  const look = async (file: File) => {
    setFinding('reading')
    const seen = await readPhoto(file)
    if (seen === undefined) return setFinding('noCode')
    setText(seen)
    check(seen)
  }
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <main lang={language}>
      <header>
        <h1>{words.title}</h1>
        <button type="button" class="quiet" onClick={() => setLanguage(language === 'id' ? 'en' : 'id')}>
          {words.otherLanguage}
        </button>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          check(text)
        }}
      >
        <label for="code">{words.label}</label>
        <input
          id="code"
          value={text}
          placeholder="WERC-8GM1"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button main">
          {words.check}
        </button>
      </form>
      <div class="photos">
        <PhotoButton label={words.takePhoto} camera onPhoto={(file) => void look(file)} />
        <PhotoButton label={words.choosePhoto} camera={false} onPhoto={(file) => void look(file)} />
      </div>
      <FindingView finding={finding} language={language} />
      <footer>
        <p>{words.known(snapshot.device, when.format(snapshot.wallMs))}</p>
        <p>{words.offline}</p>
      </footer>
    </main>
  )
}

function FindingView(props: { finding: Finding | undefined; language: PageLanguage }): JSX.Element {
  const { finding, language } = props
  const words = pageWords[language]
  if (!finding) return <section role="status" />
  if (typeof finding === 'string') return <section role="status">{words[finding]}</section>
  const { title, lines } = words.answer(finding)
  return (
    <section role="status" class={`answer ${finding.kind}`}>
      <h2>{title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  )
}
