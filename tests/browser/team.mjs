// The pages where the team works together, in every state: the queue narrowed, several at once, figures, oneself, calibration, people, wordings.
// And the pictures of the README, in target/browser/team/readme/.
import fs from 'node:fs'
import path from 'node:path'
import { Eyes } from './eyes.mjs'
import { fill, follow, press } from './hands.mjs'
import * as people from './people.mjs'

/** No picture of the README is taller: one reads it beside words. */
const TALLEST = 1400

export default async function team(suite) {
  const [volunteer] = await suite.house.team()
  const { accounts } = await suite.house.demo()
  const coordinator = accounts.find(({ role, password }) => role === 'coordinator' && password)
  const eyes = await Eyes.of(suite)
  await people.logIn(eyes.page, suite.house, volunteer)
  await pictures(suite, eyes.page)
  await queue(eyes)
  await several(eyes)
  await oneself(eyes)
  const lead = await Eyes.of(suite)
  await people.logIn(lead.page, suite.house, coordinator)
  await calibration(lead, eyes)
  await members(lead)
  await wordings(lead)
}

/** What the README shows: as it is in the light, wide and narrow. */
async function pictures(suite, page) {
  const [clear] = await people.toRead(page, 'eligible')
  const folder = path.join(suite.folder, 'readme')
  fs.mkdirSync(folder, { recursive: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.mouse.move(0, 0)
  for (const [name, address] of [['queue', '/equipe?onglet=to_read&tout=1'], ['application', clear]]) {
    for (const [width, height, mark] of [[1280, 900, ''], [360, 740, '-360']]) {
      await page.setViewportSize({ width, height })
      await page.goto(address)
      const whole = await page.evaluate(() => document.documentElement.scrollHeight)
      // What sticks to the window lies where the window is as tall as the picture.
      const tall = name === 'queue' && width === 1280 ? height : Math.min(whole, TALLEST)
      await page.setViewportSize({ width, height: tall })
      await page.screenshot({ path: path.join(folder, `${name}${mark}.png`) })
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function queue(eyes) {
  const { page } = eyes
  await eyes.visit('queue filtered', '/equipe?onglet=to_read&constat=eligible&mains=nobody')
  await page.locator('[name=name]').fill('Claires, à personne')
  await press(page, 'Garder')
  await eyes.look('queue, a view kept')
  await page.reload()
  await page.locator('summary', { hasText: 'Mes vues' }).click()
  await eyes.look('queue, views unfolded')
  await page.goto('/equipe?onglet=to_read&constat=eligible')
  await press(page, 'Garder')
  await eyes.look('queue, a view without a name')
  await eyes.visit('queue sorted by name', '/equipe?onglet=all&tri=name&tout=1')
  await follow(page, 'Suivantes')
  await eyes.look('queue, its second page')
  await eyes.visit('queue, those that were asked', '/equipe?onglet=asked&tout=1')
  await page.goto('/equipe?onglet=to_read&tout=1')
  await press(page, 'En prendre dix')
  await eyes.look('queue, ten in hand')
  await page.locator('section[aria-labelledby=en-main] a').first().click()
  await page.waitForURL(/\/equipe\/demandes\//)
  await page.locator('summary', { hasText: 'Transmettre' }).click()
  await page.locator('summary', { hasText: 'Écrire une note' }).click()
  await eyes.look('application in hand, a note and a colleague')
  await page.locator('#note').fill('Vue au téléphone, tout va bien.')
  await press(page, 'Enregistrer la note')
  await eyes.look('application noted')
  await follow(page, 'Écarter sans réponse')
  await eyes.look('application drop')
  await people.decide(page)
  await eyes.look('application drop in error', 422)
}

/** The lot: chosen in the queue, before, in error, after. */
async function several(eyes) {
  const { page } = eyes
  await people.toRead(page, 'eligible')
  await press(page, 'Décider pour celles qui sont cochées')
  await eyes.look('queue, nothing ticked')
  await people.toRead(page, 'eligible')
  for (const i of [0, 1, 2]) await page.locator('.pick').nth(i).check()
  await press(page, 'Décider pour celles qui sont cochées')
  await eyes.look('lot')
  await fill(page, { decision: 'refuse' })
  await press(page, /^Décider pour ces/)
  await eyes.look('lot in error', 422)
  await fill(page, { decision: 'wait', priority: '1' })
  await press(page, /^Décider pour ces/)
  await eyes.look('lot decided')
  await eyes.visit('queue decided, to undo', '/equipe?onglet=decided&tout=1')
}

async function oneself(eyes) {
  const { page } = eyes
  await eyes.visit('figures', '/equipe/chiffres')
  await eyes.visit('me', '/equipe/moi')
  await fill(page, { current_password: 'pas le bon', password: 'court' })
  await press(page, 'Changer le mot de passe')
  await eyes.look('me in error', 422)
  await page.goto('/equipe/moi')
  await press(page, 'Désactiver les raccourcis')
  await eyes.visit('me, without keys', '/equipe/moi')
  await press(page, 'Activer les raccourcis')
}

async function calibration(lead, eyes) {
  const { page } = lead
  await eyes.visit('calibrations, none', '/equipe/etalonnage')
  await lead.visit('calibrations, to propose', '/equipe/etalonnage')
  await fill(page, { references: 'FS-0000' })
  await press(page, 'Ouvrir l’étalonnage')
  await lead.look('calibrations in error', 422)
  await fill(page, { title: 'Les clubs d’entreprise', references: 'FS-0000-0000' })
  await press(page, 'Ouvrir l’étalonnage')
  await lead.look('calibrations, references that do not fit', 422)
  await page.goto('/equipe?onglet=waiting&tout=1')
  const references = await page.locator('table.queue td.ref').allInnerTexts()
  await page.goto('/equipe/etalonnage')
  await fill(page, { title: 'Les clubs d’entreprise', references: references.slice(0, 2).join('\n') })
  await press(page, 'Ouvrir l’étalonnage')
  await lead.look('calibration opened')
  await eyes.visit('calibrations, one to answer', '/equipe/etalonnage')
  const set = new URL(page.url()).pathname
  for (const [i, one] of [lead, eyes].entries()) {
    await one.page.goto(set)
    for (const position of [1, 2]) {
      await one.page.goto(`${set}/${position}`)
      if (position === 1) {
        await one.look(`calibration case, reader ${i + 1}`)
        await press(one.page, 'Garder cette réponse')
        await one.look(`calibration case in error, reader ${i + 1}`, 422)
      }
      await one.page.locator('main [name=choice]').nth(i).check()
      await one.page.locator('main [name=doubts]').nth(i).check()
      await press(one.page, 'Garder cette réponse')
    }
    await one.visit(`calibration answered, reader ${i + 1}`, set)
  }
  await page.goto(set)
  await page.locator('summary', { hasText: 'Fermer cet étalonnage' }).click()
  await press(page, 'Oui, fermer')
  await lead.look('calibration closed')
  await eyes.visit('calibration case closed', `${set}/1`)
  await eyes.visit('calibrations, one closed', '/equipe/etalonnage')
}

async function members(eyes) {
  const { page } = eyes
  const there = '/coordination/benevoles'
  await eyes.visit('members', there)
  await press(page, 'Envoyer l’invitation')
  await eyes.look('members in error', 422)
  await fill(page, { name: 'Camille', email: 'camille@passeur.example', role: 'volunteer' })
  await press(page, 'Envoyer l’invitation')
  await eyes.look('members, one invited')
  await page.reload()
  for (const summary of await page.locator('main details > summary').all()) await summary.click()
  await eyes.look('members, what may be done')
  const invited = page.locator('table', { has: page.locator('caption', { hasText: 'Invitations' }) })
  await Promise.all([page.waitForNavigation(), invited.getByRole('button', { name: /^Annuler l’invitation/ }).first().click()])
  await eyes.look('members, one gone')
}

async function wordings(eyes) {
  const { page } = eyes
  const list = '/coordination/reponses-types'
  await eyes.visit('wordings', list)
  await eyes.visit('wording of refusals', `${list}/refus`)
  await fill(page, { subject: '', body: 'Bonjour {{ nom' })
  await press(page, 'Enregistrer')
  await eyes.look('wording in error', 422)
  await page.goto(`${list}/refus`)
  await press(page, 'Voir ce que cela donne')
  await eyes.look('wording, tried')
  await eyes.visit('reply, blank', `${list}/nouvelle`)
  await press(page, 'Enregistrer')
  await eyes.look('reply in error', 422)
  await fill(page, { title: 'Combien de membres ?', body: 'Bonjour,\n\nCombien de personnes se connecteraient chaque semaine ?' })
  await press(page, 'Enregistrer')
  await eyes.look('wordings, a reply added')
  await follow(page, /^Modifier Combien/)
  await eyes.look('reply')
  const mine = page.url()
  await fill(page, { body: 'Bonjour,\n\nCombien êtes-vous ?' })
  await press(page, 'Enregistrer')
  await eyes.visit('reply, its first version again', `${mine}?version=1`)
  // Someone else had the page open since before.
  await page.goto(mine)
  await page.locator('main form [name=seen]').first().evaluate((field) => { field.value = '1' })
  await fill(page, { body: 'Bonjour,\n\nCombien serez-vous ?' })
  await press(page, 'Enregistrer')
  await eyes.look('reply changed meanwhile', 409)
  const [one] = await people.toRead(page, 'eligible')
  await page.goto(one)
  await page.locator('summary', { hasText: 'Poser une question' }).click()
  await page.locator('[name=reponse]').selectOption({ index: 1 })
  await press(page, 'Insérer')
  await eyes.look('application, a question begun with a reply')
  await page.goto(mine)
  await page.locator('summary', { hasText: 'Retirer cette réponse' }).click()
  await press(page, 'Oui, retirer')
  await page.locator('summary', { hasText: 'Réponses retirées' }).click()
  await eyes.look('wordings, a reply put aside')
}
