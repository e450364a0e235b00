// With JavaScript and no mouse: the skip link, the order of the stops, the volunteers' keys. The whole form is in applying.mjs.
import assert from 'node:assert/strict'
import { focused, stops, tab } from './keys.mjs'
import * as people from './people.mjs'

const at = (page) => { const { pathname, search } = new URL(page.url()); return pathname + search }

export default async function keyboard(suite) {
  await form(suite)
  await review(suite)
}

async function form(suite) {
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
    const all = await stops(page)
    for (const stop of all) assert.ok(stop.visible, `the focus is not seen on ${stop.html}`)
    const names = await page.evaluate(() => [...new Set([...document.querySelectorAll('main form [name]:not([type=hidden])')].filter((e) => e.checkVisibility()).map((e) => e.name))])
    const order = [...new Set(all.map(({ name }) => name).filter((name) => names.includes(name)))]
    assert.deepEqual(order, names)
    assert.ok(all.some(({ type: kind }) => kind === 'submit'))
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
  const decision = () => page.locator('main form [name=decision]').inputValue()
  await suite.claim('c takes an application in charge', async () => {
    [application] = await people.toRead(page, 'eligible')
    await page.goto(application)
    await key('c')
    await page.getByText('Vous tenez ce dossier').waitFor()
  })
  await suite.claim('what is clear is already written: a goes to the button that accepts', async () => {
    assert.equal(await decision(), 'accept')
    await quiet(() => page.keyboard.press('a'))
    const here = await focused(page)
    assert.equal(here.words, 'Accepter, et lire la suivante')
    assert.ok(here.visible, 'the focus is seen')
  })
  for (const [letter, wanted] of [['w', 'wait'], ['a', 'accept'], ['r', 'refuse']]) {
    await suite.claim(`${letter} opens the decision ${wanted}, and again goes to what is left to do`, async () => {
      await key(letter)
      assert.equal(new URL(page.url()).searchParams.get('decision'), wanted)
      assert.equal(await decision(), wanted)
      await quiet(() => page.keyboard.press(letter))
      const here = await focused(page)
      assert.ok(here.visible, 'the focus is seen')
      if (wanted !== 'refuse') return assert.match(here.words, /, et lire la suivante$/)
      assert.equal(here.name, 'motive', 'a refusal needs a motive')
      await page.keyboard.type('Parce que')
      await page.keyboard.press('Escape')
      await page.keyboard.press(letter)
      assert.match((await focused(page)).words, /^Refuser/)
    })
  }
  for (const [letter, field] of [['n', 'note'], ['q', 'message']]) {
    await suite.claim(`${letter} unfolds what it is for, and one writes at once`, async () => {
      await page.goto(application)
      assert.ok(!(await page.locator(`#${field}`).isVisible()))
      await quiet(() => page.keyboard.press(letter))
      assert.equal((await focused(page)).name, field)
      await quiet(() => page.keyboard.type('acarw'))
      assert.equal(await page.locator(`#${field}`).inputValue(), 'acarw')
    })
  }
  await suite.claim('the keys of a decision wait at the top also where nobody holds it', async () => {
    await page.goto((await people.toRead(page, 'eligible'))[0])
    await page.getByText('Personne ne tient ce dossier').waitFor()
    assert.equal(await page.locator('.claim .keys [data-key]').count(), 3)
    await key('r')
    assert.equal(await decision(), 'refuse')
    await page.goto(`${application}?decision=refuse`)
  })
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
    const all = [...(await stops(page)), ...(await stops(page, 'Shift+Tab'))]
    for (const stop of all) assert.ok(stop.visible, `the focus is not seen on ${stop.html}`)
  })
  await suite.claim('c gives it back', async () => {
    await page.goto(application)
    await key('c')
    await page.getByRole('button', { name: /prendre en charge/ }).waitFor()
  })
}
