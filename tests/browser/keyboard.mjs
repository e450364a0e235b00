// With JavaScript and no mouse: the form from Tab to Tab, the volunteers' keys.
import assert from 'node:assert/strict'
import { text } from './hands.mjs'
import * as people from './people.mjs'

/** What has the focus: its name, and whether the eye can tell. */
const focused = (page) => page.evaluate(() => {
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
  return { name: element.name ?? '', type: element.type ?? '', mark: window.marks.get(element), html: element.outerHTML.slice(0, 120), visible: ring && seen, hash: element.hash ?? '' }
})

async function tab(page, keys = 'Tab') {
  await page.keyboard.press(keys)
  return focused(page)
}

/** Tabs until `found`; null when the page comes round without it. */
async function reach(page, found) {
  for (let i = 0; i < 150; i += 1) {
    const here = await tab(page)
    if (here && found(here)) return here
  }
  return null
}

/** Gives a field its value with keys alone; it has the focus. */
async function type(page, { name, type: kind }, value) {
  const [first, ...others] = [value].flat()
  if (kind === 'checkbox') {
    for (const wanted of [first, ...others]) {
      const reached = async () => page.evaluate((one) => document.activeElement.value === one, wanted)
      while (!(await reached())) assert.equal((await tab(page)).name, name, `the box ${wanted} of ${name} is reached`)
      await page.keyboard.press('Space')
    }
  } else if (kind === 'radio' || kind === 'select-one') {
    if (kind === 'radio') await page.keyboard.press('Space')
    for (let i = 0; i < 60 && (await page.evaluate(() => document.activeElement.value)) !== first; i += 1) await page.keyboard.press('ArrowDown')
    assert.equal(await page.evaluate(() => document.activeElement.value), first, `${first} can be chosen in ${name}`)
  } else {
    // A long text letter by letter says no more than its beginning.
    await page.keyboard.type(first.slice(0, 30))
    await page.keyboard.insertText(first.slice(30))
  }
}

const at = (page) => { const { pathname, search } = new URL(page.url()); return pathname + search }

export default async function keyboard(suite) {
  const who = people.association()
  await form(suite, who)
  await review(suite)
}

async function form(suite, who) {
  const page = await suite.visitor({ viewport: { width: 1280, height: 800 } })
  await suite.claim('the skip link comes first, shows itself and leads into the content', async () => {
    await page.goto('/demande/structure')
    const skip = await tab(page)
    assert.equal(skip.hash, '#contenu')
    assert.ok(skip.visible, 'it is seen once it has the focus')
    await page.keyboard.press('Enter')
    await tab(page)
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), 'the next Tab is inside main')
  })

  await suite.claim('every control is reached by Tab, in the order of the page, and is seen to have the focus', async () => {
    await page.goto('/demande/structure')
    const stops = []
    for (let here = await tab(page); here && !stops.some(({ mark }) => mark === here.mark); here = await tab(page)) stops.push(here)
    for (const stop of stops) assert.ok(stop.visible, `the focus is not seen on ${stop.html}`)
    const names = await page.evaluate(() => [...new Set([...document.querySelectorAll('main form [name]:not([type=hidden])')].filter((e) => e.checkVisibility()).map((e) => e.name))])
    const order = [...new Set(stops.map(({ name }) => name).filter((name) => names.includes(name)))]
    assert.deepEqual(order, names)
    assert.ok(stops.some(({ type: kind }) => kind === 'submit'))
  })

  await suite.claim('the form goes on with keys alone', async () => {
    await page.goto('/demande/structure')
    const { other_fields: _, ...answers } = who.pages.structure
    for (const [name, value] of Object.entries(answers)) {
      const here = await reach(page, (one) => one.name === name)
      assert.ok(here, `${name} is reached`)
      await type(page, here, value)
    }
    assert.ok(await reach(page, (one) => one.type === 'submit'), 'the button is reached')
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    assert.equal(at(page), '/demande/besoins', await text(page))
  })

  await suite.claim('in error, the next Tab is on the first thing to mend', async () => {
    assert.ok(await reach(page, (one) => one.name === 'accounts'))
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    assert.equal((await tab(page)).hash, '#accounts')
    await page.keyboard.press('Enter')
    assert.equal((await focused(page)).name, 'accounts')
  })
}

async function review(suite) {
  const page = await suite.visitor({ viewport: { width: 1280, height: 800 } })
  await people.logIn(page, suite.house)
  let application
  /** Presses a key that leads to another page. */
  const key = (letter) => Promise.all([page.waitForNavigation(), page.keyboard.press(letter)])
  /** Presses keys that must lead nowhere. */
  const quiet = async (keys) => {
    const before = page.url()
    await keys()
    await page.waitForTimeout(300)
    assert.equal(page.url(), before)
  }

  await suite.claim('/ goes to the search; j and k walk through the queue, o opens', async () => {
    await page.keyboard.press('/')
    assert.equal((await focused(page)).name, 'q')
    await page.keyboard.type('jok')
    assert.equal(await page.locator('[name=q]').inputValue(), 'jok')
    await page.keyboard.press('Escape')
    const names = await page.locator('.queue .who a').allInnerTexts()
    const here = () => page.evaluate(() => document.activeElement.innerText)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    assert.equal(await here(), names[1])
    await page.keyboard.press('k')
    assert.equal(await here(), names[0])
    await key('o')
    assert.match(at(page), /^\/equipe\/demandes\/FS-/)
  })
  await suite.claim('c takes an application in charge', async () => {
    await page.goto('/equipe')
    await Promise.all([page.waitForNavigation(), page.locator('table.queue tbody tr', { hasText: '—' }).first().getByRole('link').click()])
    application = new URL(page.url()).pathname
    await key('c')
    await page.getByText('Vous tenez ce dossier').waitFor()
  })
  for (const [letter, decision] of [['a', 'accept'], ['w', 'wait'], ['r', 'refuse']]) {
    await suite.claim(`${letter} opens the decision ${decision}`, async () => {
      await key(letter)
      assert.equal(new URL(page.url()).searchParams.get('decision'), decision)
      assert.equal(await page.locator('main form [name=decision]').inputValue(), decision)
    })
  }
  await suite.claim('keys typed in a field stay in the field', async () => {
    for (const name of ['motive', 'letter']) {
      await page.locator(`[name=${name}]`).focus()
      await quiet(() => page.keyboard.type('carw'))
      assert.match(await page.locator(`[name=${name}]`).inputValue(), /carw/)
    }
  })
  await suite.claim('keys held with Control or Alt are left to the browser', async () => {
    await page.locator('h1').click()
    await quiet(async () => {
      for (const held of ['Control+a', 'Alt+w', 'Meta+c']) await page.keyboard.press(held)
    })
  })
  await suite.note('Enter in the motive does not throw the written letter away', async () => {
    await page.locator('[name=letter]').fill('Des mots choisis un à un.')
    await page.locator('[name=motive]').fill('')
    await page.locator('[name=motive]').focus()
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
    await page.waitForLoadState()
    assert.equal(await page.locator('[name=letter]').inputValue(), 'Des mots choisis un à un.')
  })
  await suite.claim('every stop of the page shows its focus, under the sticky bar too', async () => {
    await page.setViewportSize({ width: 360, height: 640 })
    await page.goto(`${application}?decision=refuse`)
    const stops = []
    for (const keys of ['Tab', 'Shift+Tab']) {
      for (let here = await tab(page, keys), seen = new Set(); here && !seen.has(here.mark); here = await tab(page, keys)) {
        seen.add(here.mark)
        stops.push(here)
      }
    }
    for (const stop of stops) assert.ok(stop.visible, `the focus is not seen on ${stop.html}`)
  })
  await suite.claim('c gives it back', async () => {
    await page.goto(application)
    await key('c')
    await page.getByRole('button', { name: /prendre en charge/ }).waitFor()
  })
}
