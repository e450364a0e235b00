// What a person does with a page: reads it, fills it, presses its buttons. Fields go by the names of their attributes, which
// programs rely on; buttons and links by their words, as people know them.
import assert from 'node:assert/strict'

/** What can be read on the page, spaces folded. */
export async function text(page, place = 'main') {
  return (await page.locator(place).innerText()).replace(/\s+/g, ' ')
}

export async function reads(page, ...expected) {
  const found = await text(page)
  for (const words of expected) assert.ok(words instanceof RegExp ? words.test(found) : found.includes(words), `${words} is not on ${page.url()}: ${found.slice(0, 600)}`)
}

/** Does `act` and waits for the page it leads to; gives its answer. */
async function go(page, act) {
  const [answer] = await Promise.all([page.waitForNavigation(), act()])
  return answer
}

/** Presses the button called `words`. */
export const press = (page, words, place = 'body') => go(page, () => page.locator(place).getByRole('button', { name: words }).first().click())

/** Follows the link called `words`. */
export const follow = (page, words, place = 'main') => go(page, () => page.locator(place).getByRole('link', { name: words }).first().click())

/** Types, chooses or ticks: field name to value, or values. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]:not([type=hidden])`)
    const kind = await field.first().evaluate((element) => element.type)
    if (kind === 'radio' || kind === 'checkbox') {
      const closed = page.locator(`details:not([open]):has([name="${name}"]:not([type=hidden])) > summary`)
      if (await closed.count()) await closed.click()
      for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]:not([type=hidden])`).check()
    } else if (kind === 'select-one') await field.selectOption(value)
    else await field.fill(value)
  }
}

/** What the fields of the page hold, as they would be sent. */
export function held(page) {
  return page.locator('main form').first().evaluate((form) => {
    const held = {}
    for (const [name, value] of new FormData(form)) held[name] = name in held ? [held[name], value].flat() : value
    delete held.csrf
    return held
  })
}

/** The summary of errors: its links, as field to sentence. */
export async function problems(page) {
  const links = page.locator('main [role=alert] a')
  return Object.fromEntries(await links.evaluateAll((all) => all.map((a) => [a.hash.slice(1), a.textContent.trim()])))
}

/** A page in error as everyone needs it: title, summary with the focus, each error beside its field in the same words. */
export async function saysWhatToMend(page, answer, fields) {
  assert.equal(answer.status(), 422)
  assert.match(await page.title(), /^Erreur\s: /)
  const found = await problems(page)
  for (const field of fields) assert.ok(found[field], `the summary has no ${field}: ${JSON.stringify(found)}`)
  const focus = await page.evaluate(() => document.activeElement?.getAttribute('role'))
  assert.equal(focus, 'alert', 'the summary has the focus')
  for (const [name, words] of Object.entries(found)) {
    const field = page.locator(`[id="${name}"]`)
    assert.equal(await field.count(), 1, `#${name} is the field`)
    const error = page.locator(`[id="${name}-e"]`)
    assert.ok((await error.innerText()).replace(/\s+/g, ' ').includes(words.replace(/\s+/g, ' ')), `${name} has the words of the summary beside it`)
    const bound = await field.evaluate((element, id) => Boolean(element.closest(`[aria-describedby~="${id}"]`)), `${name}-e`)
    assert.ok(bound, `${name} is described by its error`)
  }
  return found
}
