// A person without a mouse: Tab, Shift+Tab, arrows, Space, Enter, and letters.
import assert from 'node:assert/strict'

/** What has the focus: its name, and whether the eye can tell. */
export const focused = (page) => page.evaluate(() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  // Something sticky may lie over it (WCAG 2.4.11): one point of it at least is to be seen.
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y])
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y)
    return top && (element.contains(top) || top.contains(element))
  })
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
  window.marks ??= new Map()
  if (!window.marks.has(element)) window.marks.set(element, window.marks.size)
  const words = element.innerText?.replace(/\s+/g, ' ').trim() ?? ''
  return { name: element.name ?? '', type: element.type ?? '', tag: element.localName, mark: window.marks.get(element), words, html: element.outerHTML.slice(0, 120), visible: ring && seen, hash: element.hash ?? '' }
})

export async function tab(page, keys = 'Tab') {
  await page.keyboard.press(keys)
  return focused(page)
}

/** Tabs until `found`; null when the page comes round without it. */
export async function reach(page, found) {
  for (let i = 0; i < 150; i += 1) {
    const here = await tab(page)
    if (here && found(here)) return here
  }
  return null
}

/** Every stop from where one is until the page comes round. */
export async function stops(page, keys = 'Tab') {
  const all = []
  for (let here = await tab(page, keys); here && !all.some(({ mark }) => mark === here.mark); here = await tab(page, keys)) all.push(here)
  return all
}

/** Gives a field its value with keys alone; it has the focus. */
export async function type(page, { name, type: kind }, value) {
  const [first, ...others] = [value].flat()
  const here = () => page.evaluate(() => document.activeElement.value)
  if (kind === 'checkbox') {
    for (const wanted of [first, ...others]) {
      while ((await here()) !== wanted) assert.equal((await tab(page)).name, name, `the box ${wanted} of ${name} is reached`)
      if (!(await page.evaluate(() => document.activeElement.checked))) await page.keyboard.press('Space')
    }
  } else if (kind === 'radio' || kind === 'select-one') {
    if (kind === 'radio') await page.keyboard.press('Space')
    for (let i = 0; i < 60 && (await here()) !== first; i += 1) await page.keyboard.press('ArrowDown')
    assert.equal(await here(), first, `${first} can be chosen in ${name}`)
  } else if ((await here()) !== first) {
    await page.keyboard.press('Control+a')
    // A long text letter by letter says no more than its beginning.
    await page.keyboard.type(first.slice(0, 30))
    await page.keyboard.insertText(first.slice(30))
  }
}

/** Enter, on something that leads to another page: its answer. */
export async function enter(page) {
  const [answer] = await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  return answer
}
