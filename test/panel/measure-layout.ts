/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Faults of the present screen, in words. Runs in the browser, so everything is inside: nothing may
 * scroll, reach over the edge, be cut or lie on something else; what is touched is at least 12.7 mm wide and high
 * and 2.54 mm from its neighbour (VVSG 2.0, 7.2-I), keys of a pad 1.3 mm; words stand out 7:1 (WCAG 1.4.6).
 */
export function measureLayout(): string[] {
  const faults: string[] = []
  const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'))
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').slice(0, 30)}"`
  const all = [
    ...document.querySelectorAll<HTMLElement>('html, body, body *:not(svg, svg *, .steps, .steps *)'),
  ]
  const inside = (box: DOMRect, space: DOMRect) =>
    box.left >= space.left - 1.5 &&
    box.top >= space.top - 1.5 &&
    box.right <= space.right + 1.5 &&
    box.bottom <= space.bottom + 1.5
  const apart = (one: DOMRect, other: DOMRect) =>
    Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom)

  const window = new DOMRect(0, 0, innerWidth, innerHeight)
  for (const element of all) {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element
    // Lines are set closer than the boxes of their letters.
    const air = 1.8 * mm
    if (clientWidth > 0 && (scrollWidth > clientWidth + 2 || scrollHeight > clientHeight + air))
      faults.push(`${nameOf(element)} holds ${scrollWidth}x${scrollHeight} in ${clientWidth}x${clientHeight}`)
    const section = element.parentElement?.closest('header, main, footer')
    const box = element.getBoundingClientRect()
    if (!inside(box, section ? section.getBoundingClientRect() : window))
      faults.push(`${nameOf(element)} reaches over the edge`)
  }

  const targets = [...document.querySelectorAll<HTMLElement>('button, .paper')]
  const boxes = targets.map((target) => target.getBoundingClientRect())
  for (const [index, target] of targets.entries()) {
    const box = boxes[index]
    if (!box) continue
    const [wide, high] = [box.width / mm, box.height / mm]
    if (wide < 12.7 || high < 12.7)
      faults.push(`${nameOf(target)} is ${wide.toFixed(1)}x${high.toFixed(1)} mm`)
    for (const [later, other] of boxes.entries()) {
      if (later <= index) continue
      const away = apart(box, other) / mm
      const pad = target.closest('.pad, .code-pad') && targets[later]?.closest('.pad, .code-pad')
      if (away < (pad ? 1.3 : 2.54))
        faults.push(`${nameOf(target)} is ${away.toFixed(2)} mm from ${nameOf(targets[later] as Element)}`)
    }
  }

  // The box of a line is higher than its letters; a tenth of it is air on both sides.
  const lines = all.flatMap((element) =>
    [...element.childNodes].flatMap((node) => {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) return []
      const range = document.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()].map(({ x, y, width, height }) => ({
        element,
        box: new DOMRect(x, y + height * 0.2, width, height * 0.6),
      }))
    }),
  )
  for (const [index, { element, box }] of lines.entries()) {
    const button = element.closest('button')
    if (!inside(box, button ? button.getBoundingClientRect() : window))
      faults.push(`${nameOf(element)} is cut`)
    for (const [at, target] of boxes.entries())
      if (targets[at] !== button && apart(box, target) < -1)
        faults.push(`${nameOf(element)} lies on ${nameOf(targets[at] as Element)}`)
    for (const other of lines.slice(index + 1))
      if (apart(box, other.box) < -1) faults.push(`${nameOf(element)} lies on ${nameOf(other.element)}`)
  }

  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element: Element | null): string => {
    const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)'
    return element && colour === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : colour
  }
  for (const element of new Set(lines.map((line) => line.element))) {
    if (element.className === 'countdown') continue
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    if (contrast < 7) faults.push(`${nameOf(element)} stands out only ${contrast.toFixed(1)}:1`)
  }
  return faults
}
