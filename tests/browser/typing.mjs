// What the form says and keeps while one types, and what it asks again.
import assert from 'node:assert/strict'
import { fill, follow, held, press, reads, text } from './hands.mjs'
import { eventually } from './house.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

export default async function typing(suite) {
  const first = people.association()
  await people.apply(await suite.visitor(), suite.house, first)
  const page = await suite.visitor()
  await counted(suite, page)
  await numbers(suite, page)
  await kept(suite, page)
  await free(suite, page, first)
  await mistyped(suite, page)
  await later(suite)
}

/** The line under a field, once it says what is expected. */
const under = (page, name, words) => page.locator(`[id="${name}"] + p.hint`).filter({ hasText: words }).waitFor()
const at = (page) => new URL(page.url()).pathname

async function counted(suite, page) {
  await suite.claim('characters are counted, aloud only when few are left', async () => {
    await page.goto('/demande/structure')
    const purpose = page.locator('[name=purpose]')
    const aloud = page.locator('#purpose ~ [role=status]')
    await purpose.pressSequentially('Réparer.')
    await under(page, 'purpose', 'Encore 1492 caractères')
    await purpose.fill('é'.repeat(1499))
    await under(page, 'purpose', /^Encore 1 caractère$/)
    await aloud.filter({ hasText: 'Encore 1 caractère' }).waitFor()
    await purpose.fill(`${'é'.repeat(1501)}  `)
    await under(page, 'purpose', /^1 caractère de trop$/)
    await purpose.fill('é'.repeat(100))
    await under(page, 'purpose', /^Encore 1400 caractères$/)
    await eventually('silence', async () => (await aloud.textContent()) === '')
  })
}

async function numbers(suite, page) {
  const kinds = (group) => page.locator('#registration_kind optgroup').nth(group).locator('option').evaluateAll((all) => all.map((one) => one.value))
  await suite.claim('an association in Belgium is offered the Belgian number first, and none is lost', async () => {
    await page.goto('/demande/structure')
    await fill(page, { legal_form: 'association_1901' })
    await eventually('the French numbers first', async () => (await kinds(0))[0] === 'rna')
    const all = [...(await kinds(0)), ...(await kinds(1))]
    await fill(page, { registration_kind: 'siren', legal_form: 'foreign_association', country: 'BE' })
    await eventually('the Belgian number first', async () => (await kinds(0))[0] === 'bce')
    assert.ok(!(await kinds(0)).includes('rna'), 'the French ones come after')
    assert.deepEqual([...(await kinds(0)), ...(await kinds(1))].sort(), all.sort())
    assert.equal(await page.locator('#registration_kind').inputValue(), 'siren', 'what was chosen stays chosen')
  })
}

async function kept(suite, page) {
  await suite.claim('what is typed is kept without being sent, and the page says so', async () => {
    await page.goto('/demande/structure')
    await page.locator('[name=organization_name]').pressSequentially('Les Tricots du quai')
    await page.getByText(/Gardé à \d/).waitFor()
    await page.reload()
    assert.equal((await held(page)).organization_name, 'Les Tricots du quai')
  })
  await suite.claim('what was typed just before leaving is kept too', async () => {
    await page.locator('[name=town]').pressSequentially('Montbrume')
    await page.goto('/aide')
    await eventually('the page to be kept', async () => {
      await page.goto('/demande/structure')
      return (await held(page)).town === 'Montbrume'
    })
  })
}

async function free(suite, page, first) {
  await suite.claim('an address is said free, taken with others to take, or malformed while it is typed', async () => {
    await page.goto('/demande/adresse')
    const slug = page.locator('[name=slug]')
    for (const [typed, words] of [
      [`libre-${first.mark}`, /^Cette adresse est libre en ce moment\.$/],
      [first.slug, /^Choisissez une autre adresse\s: celle-ci est prise, ou demandée par une autre structure\. Libres en ce moment\s: .+\.$/],
      ['Été', /^Écrivez l’adresse avec 3 à 40 lettres sans accent/],
      ['www', /gardée pour le service/],
    ]) {
      await slug.fill('')
      await slug.pressSequentially(typed)
      await under(page, 'slug', words)
    }
    await slug.fill(first.slug)
    await under(page, 'slug', 'Libres en ce moment')
    const proposed = (await page.locator('#slug + p').innerText()).match(/Libres en ce moment\s: ([a-z0-9-]+)/)[1]
    await slug.fill(proposed)
    await under(page, 'slug', 'Cette adresse est libre')
  })
}

async function mistyped(suite, page) {
  const focus = () => page.evaluate(() => document.activeElement.getAttribute('role'))
  await suite.claim('an address that looks mistyped is asked about, and kept by going on', async () => {
    await page.goto('/demande/contact')
    await fill(page, { email: 'contact@gmial.com' })
    await press(page, 'Continuer')
    await reads(page, 'contact@gmial.com', 'contact@gmail.com')
    assert.equal(await focus(), 'alert', 'the question has the focus')
    await press(page, 'Continuer')
    assert.notEqual(at(page), '/demande/contact')
    await page.goto('/demande/contact')
    assert.equal((await held(page)).email, 'contact@gmial.com')
  })
  await suite.claim('or mended by the button of the question', async () => {
    await press(page, 'Continuer')
    await press(page, 'Écrire à contact@gmail.com')
    assert.notEqual(at(page), '/demande/contact')
    await page.goto('/demande/contact')
    assert.equal((await held(page)).email, 'contact@gmail.com')
  })
}

async function later(suite) {
  const who = people.association()
  const page = await suite.visitor()
  await suite.claim('« Garder et finir plus tard » keeps a page that is not finished', async () => {
    await page.goto('/demande/structure')
    await fill(page, who.pages.structure)
    await press(page, 'Continuer')
    await fill(page, { current_tools: 'Un cahier et un téléphone' })
    await press(page, 'Garder et finir plus tard')
    assert.equal(at(page), '/demande/plus-tard')
    await fill(page, { email: who.email })
    await press(page, 'Recevoir le lien')
    await reads(page, 'Le lien est parti', who.email)
  })
  await suite.claim('its letter opens the answers in another browser, and nothing is sent by that', async () => {
    const letter = await suite.house.letter(who.email, '/demande/suivi/')
    const other = await suite.visitor({ javaScriptEnabled: false })
    await other.goto(link(letter, '/demande/suivi/'))
    await reads(other, who.name)
    await press(other, 'Reprendre')
    assert.equal(at(other), '/demande/besoins', 'the first page that needs something')
    assert.equal((await held(other)).current_tools, 'Un cahier et un téléphone')
    for (const name of ['besoins', 'adresse', 'contact', 'engagements']) {
      await fill(other, who.pages[name])
      await press(other, 'Continuer')
    }
    await reads(other, who.name, who.pages.structure.purpose)
    await people.send(other)
    assert.match(await text(other), new RegExp(who.email))
    await page.goto('/demande/structure')
    await reads(page, /déjà envoyée/, /en commence une nouvelle/)
  })
}
