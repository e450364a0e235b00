// Deciding much in little time, and deciding two at a time: what the queue costs by keys alone, without JavaScript, and in company.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, press, reads, text } from './hands.mjs'
import { focused } from './keys.mjs'
import * as people from './people.mjs'

const TEN = 10
const WIDE = { viewport: { width: 1280, height: 800 } }
const at = (page) => new URL(page.url()).pathname

export default async function deciding(suite) {
  const [one, other] = await suite.house.team()
  const first = await suite.visitor(WIDE)
  const eyes = await Eyes.of(suite)
  const second = eyes.page
  await people.logIn(first, suite.house, one)
  await people.logIn(second, suite.house, other)
  await together(suite, first, eyes, one)
  await ten(suite, first, second)
  await plain(suite, one)
}

/** Two volunteers side by side. */
async function together(suite, first, eyes, { email }) {
  const second = eyes.page
  const words = { motive: 'Vue avec la coordination mardi.', subject: 'Votre espace, avec un mot de plus', letter: 'Bonjour,\n\nDes mots choisis un à un.\n\nBonne route' }
  const [decided, held, asked, last] = await people.toRead(first, 'eligible')
  const refusedTo = async (page, answer, said) => {
    assert.equal(answer.status(), 409)
    await reads(page, 'Rien n’a été décidé', said)
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'alert', 'what happened has the focus')
    const kept = await page.locator('main').locator('input:not([type=hidden]), textarea').evaluateAll((all) => all.map((field) => field.value.replace(/\r\n/g, '\n')))
    return Object.entries(words).filter(([, value]) => !kept.includes(value)).map(([name]) => name)
  }
  let lost
  await suite.claim('two volunteers read the same application, one decides: the other is refused (409) and is told', async () => {
    await Promise.all([first.goto(decided), second.goto(decided)])
    await fill(second, words)
    await people.decide(first)
    lost = await refusedTo(second, await people.decide(second), 'déjà décidée')
    assert.ok(!lost.includes('letter'), 'the letter is still there')
  })
  await eyes.look('application decided meanwhile', 409)
  await suite.claim('and it is decided once', async () => {
    await second.goto(decided)
    assert.equal((await text(second)).match(/Acceptée par/g)?.length, 1)
  })
  await suite.note('everything that the second one had typed is still there, not the letter alone', async () => assert.deepEqual(lost, []))
  await suite.claim('one takes it in charge while the other writes: refused (409), told who holds it, the letter still there', async () => {
    await Promise.all([first.goto(held), second.goto(held)])
    await fill(second, words)
    await people.claim(first)
    const { name } = (await suite.house.demo()).accounts.find((account) => account.email === email)
    lost = await refusedTo(second, await people.decide(second), name ?? 'tient ce dossier')
    assert.ok(!lost.includes('letter'), 'the letter is still there')
  })
  await eyes.look('application taken meanwhile', 409)
  await suite.note('everything typed is still there then too', async () => assert.deepEqual(lost, []))
  await suite.note('a question typed meanwhile is refused (409) and still there', async () => {
    await second.goto(asked)
    await second.locator('summary', { hasText: 'Poser une question' }).click()
    await second.locator('#message').fill('Combien êtes-vous ?')
    await first.goto(asked)
    await people.claim(first)
    const answer = await press(second, 'Envoyer la question')
    assert.equal(answer.status(), 409)
    const kept = await second.locator('main textarea').evaluateAll((all) => all.map((field) => field.value))
    assert.ok(kept.includes('Combien êtes-vous ?'), 'the question is kept')
  })
  await suite.claim('both decide in the same instant: one is done, the other is told', async () => {
    await Promise.all([first.goto(last), second.goto(last)])
    const ends = await Promise.all([people.decide(first), people.decide(second)])
    assert.deepEqual(ends.map((answer) => answer.status()).sort(), [200, 409])
  })
  await suite.claim('it is taken over, and the one who held it is told', async () => {
    await second.goto(held)
    await press(second, 'Reprendre ce dossier')
    await second.getByText('Vous tenez ce dossier').waitFor()
    await first.goto(held)
    await reads(first, 'tient ce dossier', 'Reprendre ce dossier')
    assert.equal(await first.locator('main form[action$="/decision"]').count(), 0)
  })
}

/** Ten clear applications, counted. The next page is the oldest to read, whatever its verdict: a colleague holds those that need thinking. */
async function ten(suite, page, colleague) {
  await suite.claim('a colleague keeps what is not clear, and clear-cut applications are left in a row', async () => {
    const clear = await people.toRead(page, 'eligible')
    assert.ok(clear.length >= TEN, `${clear.length} are eligible`)
    await colleague.goto('/equipe?onglet=to_read&mains=nobody')
    const lines = await colleague.locator('table.queue .who a').evaluateAll((all) => all.map((a) => a.pathname))
    const among = lines.slice(0, lines.indexOf(clear[TEN - 1]) + 1).filter((one) => !clear.includes(one))
    for (const one of among) {
      await colleague.goto(one)
      await people.claim(colleague)
    }
    await page.goto(clear[0])
  })
  await suite.claim(`${TEN} decisions by keys alone: a page each and two keys each`, async () => {
    let [loads, keys] = [0, 0]
    const names = []
    page.on('load', () => { loads += 1 })
    page.on('request', (request) => { if (request.resourceType() === 'document' && request.method() === 'GET' && !request.redirectedFrom()) names.push(`strayed to ${request.url()}`) })
    const hit = async (key, leads) => {
      keys += 1
      await (leads ? Promise.all([page.waitForNavigation(), page.keyboard.press(key)]) : page.keyboard.press(key))
    }
    const seen = new Set()
    const start = Date.now()
    for (let i = 0; i < TEN; i += 1) {
      const here = at(page)
      assert.ok(!seen.has(here), `${here} comes back`)
      seen.add(here)
      assert.equal(await page.locator('main form [name=decision]').inputValue(), 'accept', `${here} is ready to be accepted`)
      await hit('a')
      assert.ok((await focused(page)).visible, 'the focus is seen')
      await hit('Enter', true)
      await page.locator('[role=status] form[action$="/annulation"]').waitFor()
    }
    console.log(`      ${TEN} decisions: ${loads} pages loaded after the first, ${keys} keys, ${Date.now() - start} ms`)
    assert.deepEqual({ loads, keys, names }, { loads: TEN, keys: 2 * TEN, names: [] })
    await page.goto('/equipe?onglet=decided&tout=1')
    const decided = await page.locator('table.queue .who a').evaluateAll((all) => all.map((a) => a.pathname))
    for (const one of seen) assert.ok(decided.includes(one), `${one} is decided`)
  })
}

/** Without JavaScript: the same decision, by the same two acts. */
async function plain(suite, account) {
  const page = await suite.visitor({ ...WIDE, javaScriptEnabled: false })
  await people.logIn(page, suite.house, account)
  const [one] = await people.toRead(page, 'eligible')
  await suite.claim('without JavaScript, a clear application is decided from its page by one press', async () => {
    await page.goto(one)
    assert.equal(await page.locator('main form [name=decision]').inputValue(), 'accept')
    await page.locator('.keys [aria-current=true]').waitFor()
    await people.decide(page)
    assert.match(at(page), /^\/equipe\/demandes\/FS-/)
    assert.notEqual(at(page), one)
    assert.equal(await page.locator('[role=status] form[action$="/annulation"]').count(), 1, 'it can be undone')
  })
  await suite.claim('without JavaScript, several are ticked in the queue and put on the waiting list together', async () => {
    const chosen = (await people.toRead(page, 'eligible')).slice(0, 3)
    for (const address of chosen) await page.locator(`.pick[value="${address.split('/').at(-1)}"]`).check()
    await press(page, 'Décider pour celles qui sont cochées')
    await reads(page, '3 demandes à la fois')
    await fill(page, { decision: 'wait', priority: '1' })
    await press(page, 'Décider pour ces 3 demandes')
    await reads(page, '3 sur 3 décidées')
    await page.goto('/equipe?onglet=decided&tout=1')
    for (const address of chosen) assert.equal(await page.locator(`table.queue .who a[href="${address}"]`).count(), 1, `${address} is decided`)
  })
  await suite.claim('without JavaScript, the filters of a tab come back by themselves, and « Tout voir » lets them go', async () => {
    await page.goto('/equipe?onglet=to_read&tout=1')
    const all = await page.locator('table.queue .who').count()
    await page.locator('[name=constat]').selectOption('eligible')
    await press(page, 'Chercher', '[role=search]')
    await page.goto('/equipe')
    assert.equal(await page.locator('[name=constat]').inputValue(), 'eligible')
    await page.getByRole('link', { name: 'Tout voir' }).first().click()
    assert.equal(await page.locator('[name=constat]').inputValue(), '')
    assert.equal(await page.locator('table.queue .who').count(), all)
  })
}
