// Kinship as volunteers see it: the panel of an application, the page of its network, a pair judged, words taught; and the pages of
// second looks while nothing is drawn.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, follow, press, reads, text } from './hands.mjs'
import * as people from './people.mjs'

export default async function kin(suite) {
  const { accounts } = await suite.house.demo()
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await people.logIn(page, suite.house, accounts.find(({ role }) => role === 'coordinator'))
  await page.goto('/equipe?onglet=to_read&tout=1')
  const [networked] = await page.locator('table.queue tr:has(.tag.kin) .who a').evaluateAll((all) => all.map((a) => a.pathname))
  assert.ok(networked, 'the demo has a network in its queue')
  await eyes.visit('application of a network', networked)
  await suite.note('why the machine thinks so is read without scrolling far', async () => {
    await reads(page, 'Parenté', 'pour le réseau', 'même réseau')
  })
  await follow(page, 'Voir le réseau')
  await eyes.look('network')
  await suite.note('the network names its members and their reasons', async () => {
    assert.match(await text(page, 'h1'), /Un réseau de \d+ espaces ou demandes/)
    assert.ok((await page.locator('main tbody tr').count()) > 1)
  })
  await page.goto(networked)
  await page.locator('.relatives summary').first().click()
  await eyes.look('application, a pair to judge')
  await page.locator('.relatives details[open] [name=motive]').fill('Deux groupes qui ne se connaissent pas')
  await press(page, /^Sans lien/, '.relatives details[open]')
  await eyes.look('application, a pair judged')
  await suite.note('what was said is remembered beside the pair', () => reads(page, 'les a dites sans lien', 'ne se connaissent pas'))

  await eyes.visit('words of kinship, none taught', '/coordination/reseaux')
  await fill(page, { name: 'é' })
  await press(page, 'Apprendre')
  await eyes.look('words of kinship in error', 422)
  await fill(page, { kind: 'network', name: 'Les Bateliers réunis', forms: 'LBR\nBateliers réunis' })
  await press(page, 'Apprendre')
  await eyes.look('words of kinship, one taught')
  await press(page, /^Oublier/)

  await eyes.visit('second looks, none', '/equipe/seconds-regards')
  await eyes.visit('second looks in figures, none', '/coordination/seconds-regards')
}
