/** First letters of each word only: enough for its owner, too little for who looks over a shoulder. */
export function maskName(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      const shown = Math.min(2, Math.ceil(word.length / 2))
      return word.slice(0, shown) + '•'.repeat(Math.max(1, word.length - shown))
    })
    .join(' ')
}
