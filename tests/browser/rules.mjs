// Rules and phases as coordinators change them: what a change touches is seen first, two do not overwrite each other, and pages follow.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, follow, press, problems, reads } from './hands.mjs'
import * as people from './people.mjs'

/** Moves the clock of the demo to a day, in steps that it takes. */
async function goTo(page, wanted) {
  for (;;) {
    await page.goto('/demo.json')
    const { now } = JSON.parse(await page.locator('body').innerText())
    const days = Math.round((Date.parse(`${wanted}T10:00:00Z`) - Date.parse(now)) / 86_400_000)
    if (days === 0) return
    await people.wait(page, Math.min(days, 400))
  }
}

export default async function rules(suite) {
  const { accounts } = await suite.house.demo()
  const ines = accounts.find(({ role }) => role === 'coordinator')
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await people.logIn(page, suite.house, ines)
  await eyes.visit('coordination', '/coordination')
  await follow(page, 'Règles')
  await eyes.look('rules, as in the FAQ')
  await follow(page, /Changer les règles : limites/)
  await eyes.look('rules of a theme')
  await fill(page, { storage_go: '-3' })
  await press(page, 'Enregistrer')
  await eyes.look('rules of a theme in error', 422)
  await suite.note('both fields to mend are said', async () => {
    assert.deepEqual(Object.keys(await problems(page)).sort(), ['motive', 'storage_go'])
  })
  await fill(page, { storage_go: '50', motive: 'Les nouveaux disques sont là.' })
  await Promise.all([page.waitForNavigation(), page.locator('[name=storage_go]').press('Enter')])
  await eyes.look('rules of a theme, what would change')
  await suite.claim('Enter shows what would change, and saves nothing', () => reads(page, 'Rien n’est enregistré', '40 Go → 50 Go', 'occupe'))
  await press(page, 'Enregistrer')
  await eyes.look('rules, changed')
  await suite.claim('every page says the new limit at once', async () => {
    await reads(page, 'espaces ont d’autres limites')
    const other = await suite.visitor()
    for (const address of ['/', '/aide', '/demande']) {
      await other.goto(address)
      await reads(other, '50 Go')
    }
  })

  // A second tab was open on the numbers of before.
  const tab = await page.context().newPage()
  await tab.goto('/coordination/regles/review')
  await page.goto('/coordination/regles/review')
  await fill(tab, { undo_minutes: '15', motive: 'Plus de temps' })
  await press(tab, 'Enregistrer')
  await fill(page, { undo_minutes: '20', motive: 'Encore plus' })
  await press(page, 'Enregistrer')
  await eyes.look('rules of a theme, stale', 409)
  await suite.claim('the second is told, and nothing typed is lost', async () => {
    await reads(page, 'vient de changer les règles')
    assert.equal(await page.locator('[name=undo_minutes]').inputValue(), '20')
  })
  await tab.close()

  await eyes.visit('phases', '/coordination/phases')
  await press(page, 'Fermer les admissions')
  await eyes.look('phases in error', 422)
  await follow(page, 'Ajouter une phase')
  await eyes.look('phase to write')
  await fill(page, { from: '2026-01-01', to: '2025-01-01', ceiling: 'x' })
  await press(page, 'Enregistrer')
  await eyes.look('phase in error', 422)
  await page.goto('/coordination/phases/2025-01-01')
  await fill(page, { ceiling: '12 000', motive: 'Une machine de plus' })
  await press(page, 'Voir ce qui changerait')
  await eyes.look('phase, what would change')
  await press(page, 'Enregistrer')
  await suite.claim('the ceiling is the new one', () => reads(page, '12 000'))
  await fill(page, { motive: 'Panne de disque' })
  await press(page, 'Fermer les admissions')
  await eyes.look('phases, closed by hand')
  await eyes.visit('home, closed', '/')
  await page.goto('/coordination/phases')
  await fill(page, { motive: 'Réparé' })
  await press(page, 'Suivre à nouveau le calendrier')

  // Five phases, and the gap of a summer.
  for (const [day, said] of [
    ['2022-11-02', 'La phase 1 est ouverte'],
    ['2023-02-01', 'La phase 2 est ouverte'],
    ['2023-07-14', 'Entre deux phases'],
    ['2023-10-01', 'La phase 3 est ouverte'],
    ['2024-06-01', 'La phase 4 est ouverte'],
    ['2025-12-15', 'La phase 5 est ouverte'],
  ]) {
    await goTo(page, day)
    await page.context().clearCookies()
    await people.logIn(page, suite.house, ines)
    await eyes.visit(`phases on ${day}`, '/coordination/phases')
    await suite.claim(`on ${day} the page says where the service stands`, () => reads(page, said))
    await eyes.visit(`home on ${day}`, '/')
  }
}
