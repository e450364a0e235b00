// From the home page to the dashboard of an open space, without JavaScript, on a telephone.
import assert from 'node:assert/strict'
import { fill, follow, held, press, reads, saysWhatToMend, text } from './hands.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

const TELEPHONE = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }
/** Pages of the form: what must be answered there. */
const NEEDED = {
  structure: ['legal_form', 'purpose', 'activities', 'field', 'employees'],
  besoins: ['accounts', 'storage'],
  adresse: ['slug'],
  contact: ['email'],
  engagements: ['accept_terms', 'accept_mandate', 'accept_data', 'accept_inactivity', 'accept_surveys'],
}

export default async function journey(suite) {
  const { house } = suite
  const who = people.association()
  const page = await suite.visitor(TELEPHONE)
  const reference = await apply(suite, page, who)
  const team = await suite.visitor(TELEPHONE)
  const words = await review(suite, team, who, reference)

  await suite.claim('the undo delay over, the letter leaves with the words of the volunteer', async () => {
    await people.wait(team, 1)
    const letter = await house.letter(who.email, words)
    assert.ok(letter.text.includes(reference))
    assert.deepEqual(letter.types, ['text/plain', 'text/html'])
    assert.match(letter.subject, /oui/)
    await page.goto(link(letter, '/demande/suivi/'))
    await reads(page, /C’est oui/)
  })
  await open(suite, page, who)
}

/** The visitor's half: the reference of the application, confirmed. */
async function apply(suite, page, who) {
  const { house } = suite
  await suite.claim('the home page leads to the form', async () => {
    await page.goto('/')
    await Promise.all([page.waitForNavigation(), page.locator('main a[href="/demande"]').first().click()])
    await Promise.all([page.waitForNavigation(), page.locator('main a[href="/demande/structure"]').first().click()])
    assert.equal(await page.locator('main h1').count(), 1)
  })

  for (const [name, answers] of Object.entries(who.pages)) {
    await suite.claim(`${name}: left empty, it says what to mend and keeps what was typed`, async () => {
      assert.equal(new URL(page.url()).pathname, `/demande/${name}`)
      const kept = name === 'structure' ? { organization_name: answers.organization_name, founded_year: 'MMXIV', other_fields: answers.other_fields } : {}
      await fill(page, name === 'adresse' ? { slug: '' } : kept)
      const answer = await press(page, 'Continuer')
      const mend = [...NEEDED[name], ...Object.keys(kept).filter((field) => field === 'founded_year')]
      const found = await saysWhatToMend(page, answer, mend)
      const now = await held(page)
      for (const [field, value] of Object.entries(kept)) assert.deepEqual(now[field], value, `${field} is kept`)
      const [field] = Object.keys(found)
      await page.locator(`main [role=alert] a[href="#${field}"]`).click()
      assert.equal(await page.evaluate(() => document.activeElement?.name), field, 'a link of the summary goes into its field')
    })
    await suite.claim(`${name}: filled with every name of the contract, it goes on`, async () => {
      await fill(page, answers)
      await press(page, 'Continuer')
      assert.notEqual(new URL(page.url()).pathname, `/demande/${name}`, `still there: ${await text(page)}`)
    })
  }

  await suite.claim('the answers are reread before they leave, and changing one comes back here', async () => {
    assert.equal(new URL(page.url()).pathname, '/demande/verification')
    await reads(page, who.name, who.email, `${who.slug}.`, who.pages.structure.purpose, who.pages.besoins.motivation)
    await follow(page, /Modifier.*Comptes/i)
    assert.equal((await held(page)).accounts, '25')
    await fill(page, { accounts: '30' })
    await press(page, 'Continuer')
    assert.equal(new URL(page.url()).pathname, '/demande/verification')
    await reads(page, /Comptes[^0-9]*30/i)
  })

  let reference
  await suite.claim('sent, it gives a receipt, the same after a reload', async () => {
    reference = await people.send(page)
    await reads(page, who.email)
    await page.reload()
    await reads(page, reference)
  })

  await suite.claim('going back and sending again makes no second application', async () => {
    await page.goto('/demande/verification')
    const again = page.getByRole('button', { name: 'Envoyer la demande' })
    if (await again.count()) assert.equal(await people.send(page), reference)
    await page.goto('/demande/recu')
    await reads(page, reference)
  })

  await suite.claim('the letter leads to the status page, and one button confirms', async () => {
    const letter = await people.confirm(page, house, who)
    assert.ok(letter.text.includes(reference) && letter.text.includes(who.name))
    assert.ok(letter.links.every((one) => one.startsWith(`${house.url}/`)), `links to our own pages: ${letter.links}`)
    await reads(page, reference, /dans la file/)
    assert.equal(await page.getByRole('button', { name: 'Confirmer la demande' }).count(), 0)
  })
  return reference
}

/** The volunteer's half: the words added to the letter. */
async function review(suite, page, who, reference) {
  const words = `Bienvenue à la remise, le bac part à ${who.mark}.`
  await suite.claim('a volunteer logs in and finds the application by its reference', async () => {
    await people.logIn(page, suite.house)
    await people.find(page, who, reference)
    await reads(page, who.pages.structure.purpose)
    assert.ok(!(await text(page)).includes(who.email), 'the address is not shown to those who only look')
  })
  await suite.claim('taken in charge, it shows the address and the decisions', async () => {
    await people.claim(page)
    await reads(page, who.email)
    assert.equal(await page.locator('.keys a').count(), 3)
  })
  await suite.claim('accepted with a letter in the volunteer’s own words, it can be undone', async () => {
    await people.open(page, 'accept')
    const letter = page.locator('[name=letter]')
    const proposed = await letter.inputValue()
    assert.ok(proposed.includes(reference) && proposed.includes(`${who.slug}.`), 'the letter is ready')
    await letter.fill(proposed.replace('\n\n', `\n\n${words}\n\n`))
    await people.decide(page)
    await reads(page, who.name)
    const undo = page.locator('main form[action$="/annulation"]')
    assert.ok((await undo.count()) >= 1, 'the next page offers to undo')
    await Promise.all([page.waitForNavigation(), undo.first().locator('button').click()])
    assert.equal(new URL(page.url()).pathname, `/equipe/demandes/${reference}`)
    await reads(page, /annulée/i)
  })
  await suite.claim('undone, it is decided again', async () => {
    if (await page.getByRole('button', { name: /prendre en charge/ }).count()) await people.claim(page)
    await people.open(page, 'accept')
    const letter = page.locator('[name=letter]')
    await letter.fill((await letter.inputValue()).replace('\n\n', `\n\n${words}\n\n`))
    await people.decide(page)
    await people.find(page, who, reference)
    assert.equal(await page.locator('main form[action$="/annulation"]').count(), 1)
    await reads(page, /attendent jusqu’à/)
  })
  return words
}

/** The space: created by the agent, entered by its people. */
async function open(suite, page, who) {
  const { house } = suite
  const credentials = { admin_login: `admin-${who.mark}`, initial_password: `quatre mots de passe ${who.mark}` }
  await suite.claim('the agent is given the order, and its answer said twice is the same', async () => {
    const order = await house.createSpace(who.slug, credentials)
    assert.equal(order.space.suite, who.pages.besoins.suite)
    const again = await house.api(`operations/${order.id}/completion`, { result: credentials })
    assert.equal(again.status, 'done')
  })

  let first
  await suite.claim('the first connection shows the credentials once', async () => {
    first = link(await house.letter(who.email, '/espace/premiere-connexion/'), '/espace/premiere-connexion/')
    await page.goto(first)
    const before = await text(page)
    assert.ok(!before.includes(credentials.initial_password), 'looking uses nothing up')
    await press(page, /Les voir/)
    await reads(page, credentials.admin_login, credentials.initial_password)
  })
  await suite.claim('the second time, the page says that the link is used, and what to do', async () => {
    const answer = await page.goto(first)
    assert.equal(answer.status(), 404)
    const said = await text(page)
    assert.ok(!said.includes(credentials.initial_password))
    assert.ok((await page.locator('main a').count()) >= 1, 'there is a way out')
  })

  await suite.claim('a usage report is taken', async () => {
    const { now } = await house.demo()
    const reports = [{ slug: who.slug, measured_at: now, storage_bytes: 12_000_000_000, accounts: 18, last_login_at: now }, { slug: who.slug, nonsense: 1 }]
    const { accepted, refused } = await house.api('usage-reports', reports)
    assert.equal(accepted, 1)
    assert.deepEqual(refused.map(({ index }) => index), [1])
  })
  await suite.claim('entered by a mailed link, the dashboard shows what is used of what there is', async () => {
    await people.enter(page, house, who)
    await reads(page, who.name, /12(,0)?\sGo\D+40\sGo/, /18\D+50/)
  })
  await suite.claim('another space does not exist for them, and leaving closes the door', async () => {
    const other = await page.goto('/espace/un-autre-espace')
    assert.equal(other.status(), 404)
    await page.goto(`/espace/${who.slug}`)
    await press(page, /Sortir/)
    await page.goto(`/espace/${who.slug}`)
    assert.equal(new URL(page.url()).pathname, '/espace')
    await follow(page, /Demander un espace/, 'header')
  })
}
