// The waiting list as the team and those who wait meet it: why one waits, the next ones looked at then accepted, the yearly question.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, follow, press, problems, reads, text } from './hands.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

const LIST = '/equipe/attente'

export default async function waiting(suite) {
  const { house } = suite
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  const who = people.association()
  const reference = await people.apply(page, house, who)
  const status = page.url()
  const team = await Eyes.of(suite)
  const desk = team.page
  await people.logIn(desk, house)
  await people.find(desk, who, reference)
  await people.claim(desk)
  await people.open(desk, 'wait')
  await team.look('deciding to wait, with a reason')
  await fill(desk, { because: 'no_room', priority: '0' })
  await press(desk, 'Récrire la lettre avec cette raison')
  await suite.note('the letter is written anew with the reason', async () => {
    assert.match(await desk.locator('[name=letter]').inputValue(), /il n’y en a pas assez/)
  })
  await people.decide(desk)
  await people.wait(desk, 1)
  // Sessions do not last a day.
  await people.logIn(desk, house)
  await house.letter(who.email, 'liste d’attente')
  await eyes.visit('status of who waits', status)
  await suite.claim('who waits reads why, and the rank', () => reads(page, 'la place manque', 'rang'))

  await team.visit('waiting list', LIST)
  await suite.claim('the list says how many wait, why, and in which order', async () => {
    await reads(desk, 'sur la liste', 'places libres', 'Pas de place', 'D’autres d’abord', who.name)
    const ranks = await desk.locator('table.queue tbody td:first-child').allInnerTexts()
    assert.deepEqual(ranks.slice(0, 3), ['1', '2', '3'])
  })
  await fill(desk, { combien: 'beaucoup' })
  await press(desk, /Voir les suivantes/)
  await team.look('waiting list, a number in error', 422)
  await suite.note('what is no number is said beside the field', async () => {
    assert.deepEqual(Object.keys(await problems(desk)), ['combien'])
  })
  await fill(desk, { combien: '3' })
  await press(desk, /Voir les suivantes/)
  await desk.locator('details summary').first().click()
  await team.look('the next ones, a letter open')
  const chosen = desk.locator('main [name=references]:checked')
  await suite.claim('as many as asked for are ticked, each with its letter', async () => {
    assert.equal(await chosen.count(), 3)
    await reads(desk, 'c’est oui', 'Les 3 suivantes')
  })
  const kept = await chosen.nth(1).inputValue()
  await chosen.first().uncheck()
  await press(desk, 'Accepter celles qui sont cochées')
  await team.look('the next ones accepted')
  await suite.claim('those that were left ticked are accepted, and only those', async () => {
    await reads(desk, '2 sur 2 décidées')
    assert.equal(await desk.locator(`main a[href$="${kept}"]`).count(), 1)
  })
  await press(desk, /^Annuler/)
  await suite.note('one of them is taken back from the result', () => reads(desk, 'Décision annulée'))
  await desk.goto(`/equipe?onglet=waiting&tout=1`)
  await suite.note('the tab of the queue says why each waits', () => reads(desk, 'liste d’attente : pas de place'))

  // A year later.
  await people.wait(desk, 370)
  const letter = await house.letter(who.email, 'Oui, toujours intéressé⋅e')
  await eyes.visit('status, still interested?', link(letter, '/demande/suivi/'))
  await suite.claim('looking answers nothing: the question is still there', async () => {
    await page.reload()
    await reads(page, 'Voulez-vous toujours un espace')
  })
  await press(page, 'Oui, toujours intéressé⋅e')
  await eyes.look('status, still interested')
  await suite.claim('a yes is one button, and the rank is kept', async () => {
    await reads(page, 'C’est noté', 'de la liste')
    assert.ok(!(await text(page)).includes('Voulez-vous toujours'))
  })
  await follow(page, 'Retirer la demande et tout effacer')
  await eyes.look('withdrawal of who waits')
}
