// Filters against waves as a coordinator meets them: what one would touch is seen first, then it is saved, swept, and all comes back.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, follow, press, problems, reads, text } from './hands.mjs'
import { eventually } from './house.mjs'
import * as people from './people.mjs'

export default async function sieve(suite) {
  const { accounts } = await suite.house.demo()
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await people.logIn(page, suite.house, accounts.find(({ role }) => role === 'coordinator'))
  const [waiting] = await people.toRead(page, 'ok')
  await page.goto(waiting)
  const name = await text(page, 'h1')

  await eyes.visit('filters, none', '/coordination/filtres')
  await follow(page, 'Nouveau filtre')
  await eyes.look('filter to write')
  await press(page, 'Enregistrer')
  await eyes.look('filter in error', 422)
  await suite.note('an empty one says what to mend, and touches nothing', async () => {
    assert.ok('name' in (await problems(page)), JSON.stringify(await problems(page)))
  })

  const word = name.split(/[\s’']/).map((one) => one.replace(/[^\p{L}]/gu, '')).sort((a, b) => b.length - a.length)[0]
  const wave = { name: 'Vague d’essai', name_pattern: `${word}*`, grade: 'lower', motive: 'Demandes forgées, les mêmes mots partout' }
  await fill(page, wave)
  // What Enter does is look, never save.
  await Promise.all([page.waitForNavigation(), page.locator('[name=motive]').press('Enter')])
  await eyes.look('filter, what it would touch')
  await suite.claim('Enter shows what it would touch and saves nothing', async () => {
    await reads(page, 'Ce que ce filtre toucherait', 'Rien n’est enregistré', name)
    const other = await page.context().newPage()
    await other.goto('/coordination/filtres')
    await reads(other, 'Aucun filtre en ce moment')
    await other.close()
  })
  await press(page, 'Enregistrer')
  await eyes.look('filter, saved')
  await press(page, 'Appliquer aussi à ce qui attend')
  await eyes.look('filter, at work')
  await eventually('the sweep to end', async () => {
    await page.reload()
    return /en fin de file/.test(await text(page, 'dl.facts')) && !(await page.locator('main a', { hasText: 'Voir où cela en est' }).count())
  }, 60)
  await eyes.look('filter, swept')
  await eyes.visit('filters, one', '/coordination/filtres')
  await eyes.visit('application under a filter', waiting)
  await suite.claim('who reads the application knows which filter and why', () => reads(page, 'Vague d’essai', wave.motive))
  await page.goto(`/equipe?onglet=to_read&q=${encodeURIComponent(name)}`)
  await suite.note('the queue shows it, at its end', () => reads(page, 'fin de file'))
  await page.goto('/coordination/filtres')
  await follow(page, 'Vague d’essai')
  await press(page, 'Finir ce filtre')
  await press(page, 'Remettre dans la file')
  await eventually('all of it to come back', async () => {
    await page.reload()
    return /Ce qu’il retient rien/.test(await text(page, 'dl.facts'))
  }, 60)
  await eyes.look('filter, over')

  // The strongest: a proof first, then all that comes is held for a person.
  await page.goto('/coordination/filtres/nouveau')
  await fill(page, { ...wave, name: 'Vague retenue', grade: 'ask_person' })
  await press(page, 'Enregistrer')
  await press(page, 'Appliquer aussi à ce qui attend')
  await eventually('what it holds to be listed', async () => {
    await page.reload()
    return (await text(page)).includes('Mises de côté')
  }, 60)
  await eyes.look('filter, what it holds')
  const reference = waiting.split('/').at(-1)
  await fill(page, { references: reference })
  await press(page, /Laisser entrer/)
  await suite.claim('one let in is back in the queue', async () => {
    await page.goto('/equipe?onglet=to_read&tout=1')
    assert.ok(await page.locator(`main a[href="${waiting}"]`).count())
  })
}
