// The account of a volunteer: a second factor set up, its code at each entry, codes on paper, and a proof before what changes rights.
import { Eyes } from './eyes.mjs'
import { fill, press, reads } from './hands.mjs'
import * as people from './people.mjs'

const HERE = '/equipe/moi/double-authentification'

export default async function account(suite) {
  const [, volunteer] = await suite.house.team()
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await people.logIn(page, suite.house, volunteer)
  await eyes.visit('second factor, to set up', HERE)
  const secret = (await page.locator('strong.ref').innerText()).replace(/\s/g, '')
  await fill(page, { code: '000' })
  await press(page, 'Activer la double authentification')
  await eyes.look('second factor in error', 422)
  await fill(page, { code: people.code(secret, 0) })
  await press(page, 'Activer la double authentification')
  await eyes.look('codes on paper')
  const paper = await page.locator('.codes li').allInnerTexts()
  await eyes.visit('second factor, on', HERE)
  await eyes.visit('me, with a second factor', '/equipe/moi')

  await page.goto('/equipe')
  await press(page, 'Sortir')
  await fill(page, { email: volunteer.email, password: volunteer.password })
  await press(page, 'Entrer', 'main')
  await eyes.look('code at the entry')
  await fill(page, { code: '000000' })
  await press(page, 'Entrer', 'main')
  await eyes.look('code in error', 422)
  await fill(page, { code: paper[0].toLowerCase() })
  await press(page, 'Entrer', 'main')

  // A quarter of an hour later, giving it up asks for a proof; what was asked for is done once it is given.
  await page.goto('/demo')
  const clock = page.locator('form[action="/demo/horloge"]:has([name=minutes])').first()
  await clock.locator('[name=minutes]').evaluate((field) => { field.value = '16' })
  await Promise.all([page.waitForNavigation(), clock.locator('button[type=submit]').first().click()])
  await page.goto(HERE)
  await press(page, 'Retirer la double authentification')
  await eyes.look('proof', 403)
  await fill(page, { proof_password: 'autre chose', proof_code: paper[1] })
  await press(page, 'Confirmer')
  await eyes.look('proof in error', 422)
  await fill(page, { proof_password: volunteer.password, proof_code: paper[2] })
  await press(page, 'Confirmer')
  await suite.note('what waited for the proof is done', () => reads(page, 'Votre mot de passe suffit pour entrer'))
}
