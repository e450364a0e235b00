// Once it is sent: no second application, corrections, questions and answers, and the way out.
import assert from 'node:assert/strict'
import { fill, follow, held, press, reads, saysWhatToMend, text } from './hands.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

const at = (page) => new URL(page.url()).pathname

/** Fills the form up to the check page. */
async function upToCheck(page, who) {
  await page.goto('/demande/structure')
  for (const answers of Object.values(who.pages)) {
    await fill(page, answers)
    await press(page, 'Continuer')
  }
  assert.equal(at(page), '/demande/verification')
}

/** One letter has asked to confirm this application, and no other. */
async function one(suite, { email }, reference) {
  const letter = await suite.house.letter(email, '/demande/suivi/')
  assert.ok(letter.text.includes(reference))
  assert.equal((await suite.house.letters(email)).length, 1)
}

export default async function after(suite) {
  const page = await suite.visitor({ javaScriptEnabled: false })
  const who = people.association()
  await once(suite, page, who)
  await correct(suite, page, who)
  await talk(suite, page, who)
  await withdraw(suite, page, who)
}

async function once(suite, page, who) {
  let reference
  await suite.claim('two tabs send the same form at the same time: one application, one letter', async () => {
    await upToCheck(page, who)
    const tab = await page.context().newPage()
    await tab.goto('/demande/verification')
    const references = await Promise.all([people.send(tab), people.send(page)])
    await tab.close()
    reference = references[0]
    assert.equal(references[1], reference)
    await one(suite, who, reference)
  })
  await suite.claim('the receipt is the same after a reload', async () => {
    await page.reload()
    await reads(page, reference, who.email)
  })
  await suite.claim('Back and a second press send nothing more', async () => {
    await page.goBack()
    const again = page.getByRole('button', { name: 'Envoyer la demande' })
    if (await again.count()) assert.equal(await people.send(page), reference)
    await page.goto('/demande/recu')
    await reads(page, reference)
    await one(suite, who, reference)
  })
  await suite.claim('a page left open in another tab changes nothing any more, and says so', async () => {
    const other = people.association()
    const first = await suite.visitor()
    await upToCheck(first, other)
    const open = await first.context().newPage()
    await open.goto('/demande/besoins')
    // A tab behind another is drawn once a second.
    await first.bringToFront()
    const sent = await people.send(first)
    await open.bringToFront()
    await fill(open, { accounts: '49' })
    await press(open, 'Continuer')
    assert.equal(at(open), '/demande/recu')
    await reads(open, sent, 'déjà envoyée')
    await one(suite, other, sent)
    await first.context().close()
  })
}

async function correct(suite, page, who) {
  await suite.claim('« Corriger mes réponses » opens the form again, and the reference stays', async () => {
    await page.goto('/demande/recu')
    const reference = /FS-[0-9A-Z-]{9}/.exec(await text(page))[0]
    await press(page, 'Corriger mes réponses')
    assert.equal(at(page), '/demande/verification')
    await follow(page, /Modifier.*Comptes/i)
    await fill(page, { accounts: '17' })
    await press(page, 'Continuer')
    assert.equal(await people.send(page), reference)
    who.reference = reference
  })
  await suite.claim('confirmed after that, the application has the corrected answer', async () => {
    who.letter = await people.confirm(page, suite.house, who)
    await page.locator('summary', { hasText: 'Relire' }).click()
    await reads(page, who.reference, /Comptes[^0-9]*17/i)
    who.status = page.url()
  })
}

async function talk(suite, page, who) {
  const team = await suite.visitor()
  const question = `Combien de membres ont un téléphone ? ${who.mark}`
  await suite.claim('a volunteer asks a question about two answers, and lets the claim go', async () => {
    await people.logIn(team, suite.house)
    await people.find(team, who, who.reference)
    await people.claim(team)
    await team.locator('summary', { hasText: 'Poser une question' }).click()
    await fill(team, { message: question, fields: ['accounts', 'website'] })
    await press(team, 'Envoyer la question')
    assert.equal(at(team), `/equipe/demandes/${who.reference}`)
    await reads(team, question)
  })
  await suite.claim('the question comes by mail, and the page opens these two answers and no other', async () => {
    const letter = await suite.house.letter(who.email, question)
    await page.goto(link(letter, '/demande/suivi/'))
    who.status = page.url()
    await reads(page, question, /C’est à vous/)
    const form = page.locator('main form[action$="/reponse"]')
    const names = await form.locator('[name]:not([name=csrf])').evaluateAll((all) => all.map((one) => one.name))
    assert.deepEqual(names, ['website', 'accounts', 'message'])
    assert.equal((await held(page)).accounts, '17')
  })
  await suite.claim('an answer to mend is said as on the form', async () => {
    await fill(page, { accounts: 'beaucoup', message: 'Une trentaine.' })
    const answer = await press(page, 'Envoyer la réponse')
    await saysWhatToMend(page, answer, ['accounts'])
    assert.equal((await held(page)).message, 'Une trentaine.', 'the words are kept')
  })
  await suite.claim('the answer changes what was asked about; what was not asked about does not change', async () => {
    await fill(page, { accounts: '33' })
    await page.evaluate(() => {
      for (const [name, value] of [['organization_name', 'Une autre structure'], ['slug', 'une-autre-adresse'], ['email', 'autre@exemple.example']]) {
        const more = Object.assign(document.createElement('input'), { name, value })
        document.querySelector('main form[action$="/reponse"]').append(more)
      }
    })
    await press(page, 'Envoyer la réponse')
    await reads(page, 'Une trentaine.', 'C’est envoyé', /Comptes|comptes/)
    await page.locator('summary', { hasText: 'Relire' }).click()
    await reads(page, who.name, `${who.slug}.`, /Comptes[^0-9]*33/i)
    assert.ok(!/Une autre structure|une-autre-adresse|autre@exemple/.test(await text(page)), 'nothing else changed')
    assert.equal(await page.locator('main form [name=accounts]').count(), 0, 'answered, it is closed again')
  })
  await suite.claim('the team reads the answer, and what it changed', async () => {
    await people.find(team, who, who.reference)
    await reads(team, 'Une trentaine.')
    await reads(team, /Comptes[^0-9]*33/i)
  })
}

async function withdraw(suite, page, who) {
  await suite.claim('the data can be carried away first', async () => {
    const answer = await page.request.get(`${new URL(who.status).pathname}/donnees.json`)
    const data = await answer.json()
    assert.match(answer.headers()['content-disposition'], new RegExp(who.reference))
    assert.equal(data.reference, who.reference)
    assert.ok(data.messages.length === 2 && data.letters.length > 0 && data.in_words.length > 0)
  })
  await suite.claim('the page of the withdrawal says what goes, and lets one stay', async () => {
    await page.goto(who.status)
    await follow(page, 'Retirer la demande et tout effacer')
    await reads(page, who.name, /effacés/, /redevient libre/)
    await follow(page, 'Garder la demande')
    assert.equal(page.url(), who.status)
  })
  await suite.claim('withdrawn, nothing is left behind its link, and a last letter says so', async () => {
    await page.goto(`${who.status}/retrait`)
    await press(page, 'Retirer et tout effacer')
    await reads(page, 'C’est effacé')
    const gone = await page.goto(who.status)
    assert.equal(gone.status(), 404)
    assert.ok(!(await text(page)).includes(who.name))
    assert.ok((await page.locator('main a').count()) > 0, 'there is a way out')
    await suite.house.letter(who.email, 'retir')
    await page.goto('/demande/recu')
    assert.equal(at(page), '/demande', 'the browser forgot it too')
  })
}
