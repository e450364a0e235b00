// Every page and state of applying that no other suite looks at: before the form, beside it, and after it.
import { Eyes } from './eyes.mjs'
import { fill, follow, press } from './hands.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

/** Answers to the questions before the form, one of each kind of advice. */
const PRECHECKS = {
  'go on': { for_whom: 'group', legal_form: 'association_1901', french: 'yes', accounts_ok: 'yes', storage_ok: 'yes' },
  look: { for_whom: 'group', legal_form: 'company', french: 'yes', accounts_ok: 'yes', storage_ok: 'yes' },
  elsewhere: { for_whom: 'family', legal_form: 'individual', french: 'no', accounts_ok: 'no', storage_ok: 'no' },
}

export default async function states(suite) {
  const eyes = await Eyes.of(suite)
  const team = await Eyes.of(suite)
  const who = people.association()
  await before(eyes)
  await beside(eyes, suite.house, who)
  await after(eyes, team, suite.house, who)
  await coordination(suite, suite.house)
  await stopped(eyes)
}

async function before(eyes) {
  const { page } = eyes
  for (const [name, answers] of Object.entries(PRECHECKS)) {
    await page.goto('/demande')
    await fill(page, answers)
    await press(page, 'Voir si c’est pour nous')
    await eyes.look(`precheck ${name}`)
  }
  await follow(page, 'Changer une réponse')
  await eyes.look('precheck again')
  await page.goto('/demande')
  await fill(page, { for_whom: 'group' })
  await press(page, 'Voir si c’est pour nous')
  await eyes.look('precheck in error', 422)
  await eyes.visit('suites', '/suites-bureautiques')
  const needs = await page.locator('main input[type=checkbox]').evaluateAll((all) => all.map(({ name }) => name))
  for (const [i, name] of needs.entries()) if (i % 2 === 0) await page.locator(`[name="${name}"]`).check()
  await press(page, 'Comparer')
  await eyes.look('suites compared')
}

async function beside(eyes, house, who) {
  const { page } = eyes
  await page.goto('/demande/structure')
  await fill(page, { ...who.pages.structure, registration_number: 'W38100427' })
  await press(page, 'Garder et finir plus tard')
  await eyes.look('later')
  await fill(page, { email: 'pas une adresse' })
  await press(page, 'Recevoir le lien')
  await eyes.look('later in error', 422)
  await fill(page, { email: who.email })
  await press(page, 'Recevoir le lien')
  await eyes.look('later sent')
  await eyes.visit('resume', link(await house.letter(who.email, '/demande/suivi/'), '/demande/suivi/'))
  await eyes.visit('precheck, resuming', '/demande')
  await page.goto('/demande/structure')
  await eyes.look('form structure, a doubt about the number')
  for (const name of ['structure', 'besoins', 'adresse']) {
    if (name !== 'structure') await fill(page, who.pages[name])
    await press(page, 'Continuer')
  }
  await fill(page, { ...who.pages.contact, email: 'contact@gmial.com' })
  await press(page, 'Continuer')
  await eyes.look('form contact, a typo asked about', 422)
  await press(page, 'Continuer')
  await fill(page, who.pages.engagements)
  await press(page, 'Continuer')
  await eyes.look('form check, a doubt and a typo')
  await follow(page, /Modifier.*Adresse mail/)
  await fill(page, { email: who.email })
  const { cookies } = await page.context().storageState()
  await page.context().clearCookies()
  await press(page, 'Continuer')
  await eyes.look('form contact, the cookie gone', 403)
  await page.context().addCookies(cookies)
  await page.goto('/demande/contact')
  await fill(page, { email: who.email })
  await press(page, 'Continuer')
  who.reference = await people.send(page)
  await people.confirm(page, house, who)
}

async function after(eyes, team, house, who) {
  const { page } = eyes
  const asking = team.page
  const question = 'Combien de personnes se connecteront ?'
  await people.logIn(asking, house)
  await people.find(asking, who, who.reference)
  await people.claim(asking)
  await asking.locator('summary', { hasText: 'Poser une question' }).click()
  await asking.locator('summary', { hasText: 'Laisser corriger' }).click()
  await team.look('application, a question to ask')
  await fill(asking, { fields: ['accounts', 'website', 'slug', 'activities', 'employees', 'uses'] })
  await press(asking, 'Envoyer la question')
  await team.look('application, a question in error', 422)
  await fill(asking, { message: question })
  await press(asking, 'Envoyer la question')
  await team.look('application asked')
  const status = link(await house.letter(who.email, question), '/demande/suivi/')
  await eyes.visit('status asked', status)
  await fill(page, { accounts: 'quelques', message: 'Une trentaine.' })
  await press(page, 'Envoyer la réponse')
  await eyes.look('status asked, in error', 422)
  await fill(page, { accounts: '30' })
  await press(page, 'Envoyer la réponse')
  await eyes.look('status answered')
  await people.find(asking, who, who.reference)
  await team.look('application answered')
  await people.claim(asking)
  await people.open(asking, 'wait')
  await people.decide(asking)
  await people.wait(asking, 1)
  await house.letter(who.email, 'liste d’attente')
  await eyes.visit('status waiting', status)
  await eyes.visit('withdrawal', `${status}/retrait`)
  await press(page, 'Retirer et tout effacer')
  await eyes.look('withdrawn')
  await eyes.visit('status withdrawn', status, 404)
}

async function coordination(suite, house) {
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  const { accounts } = await house.demo()
  await people.logIn(page, house, accounts.find(({ role, password }) => role === 'coordinator' && password))
  await eyes.visit('alternatives', '/coordination/alternatives')
  await press(page, 'Ajouter à la liste')
  await eyes.look('alternatives in error', 422)
  await page.goto('/coordination/alternatives')
  await follow(page, /^Modifier/)
  await eyes.look('alternative')
  await fill(page, { url: 'javascript:alert(1)' })
  await press(page, 'Enregistrer')
  await eyes.look('alternative in error', 422)
}

/** What is refused: a form of nobody’s, one letter too many. */
async function stopped(eyes) {
  const { page } = eyes
  await page.goto('/demande/lien-perdu')
  await fill(page, { email: 'personne@exemple.example' })
  await page.locator('main [name=csrf]').evaluate((field) => { field.value = 'une autre' })
  await press(page, 'Recevoir le lien')
  await eyes.look('forged', 403)
  await page.goto('/demande/lien-perdu')
  const csrf = await page.locator('main [name=csrf]').inputValue()
  const sent = () => page.request.post('/demande/lien-perdu', { form: { csrf, email: 'personne@exemple.example' } })
  await Promise.all(Array.from({ length: 50 }, sent))
  await fill(page, { email: 'personne@exemple.example' })
  await press(page, 'Recevoir le lien')
  await eyes.look('too many', 429)
}
