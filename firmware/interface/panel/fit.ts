/** How small the words may become, in percent of what the person asked for. */
const smallest = 40

/**
 * Keeps a screen from scrolling whatever it says: first the picture beside the title goes, then all words become
 * smaller together, just as far as they must.
 */
export function fit(screen: HTMLElement): void {
  screen.classList.remove('tight')
  if (holdsAt(screen, 100)) return
  screen.classList.add('tight')
  if (holdsAt(screen, 100)) return
  let [held, tooMuch] = [smallest, 100]
  while (tooMuch - held > 2) {
    const middle = Math.round((held + tooMuch) / 2)
    if (holdsAt(screen, middle)) held = middle
    else tooMuch = middle
  }
  holdsAt(screen, held)
}

function holdsAt(screen: HTMLElement, percent: number): boolean {
  screen.style.setProperty('--fit', String(percent / 100))
  const main = screen.querySelector('main')
  const parts = screen.querySelectorAll('.words, main button, footer button')
  return !!main && isHighEnough(main) && [main, ...parts].every(isWideEnough)
}

// Both heights are rounded, each browser in its own way: the last element is measured as well.
function isHighEnough(main: Element): boolean {
  const last = main.lastElementChild?.getBoundingClientRect().bottom ?? 0
  return main.scrollHeight <= main.clientHeight + 1 && last <= main.getBoundingClientRect().bottom + 1
}

function isWideEnough({ scrollWidth, clientWidth }: Element): boolean {
  return scrollWidth <= clientWidth + 1
}
