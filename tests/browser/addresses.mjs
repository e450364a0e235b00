// Reserved addresses and quarantine as a coordinator meets them, and what an applicant is told.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, press, problems, reads, saysWhatToMend } from './hands.mjs'
import * as people from './people.mjs'

const LIST = '/coordination/adresses'

export default async function addresses(suite) {
  const { accounts } = await suite.house.demo()
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await people.logIn(page, suite.house, accounts.find(({ role }) => role === 'coordinator'))
  await eyes.visit('addresses, those of the demo', LIST)
  await suite.claim('the list says what is reserved, and how many are in quarantine', () => reads(page, 'prefecture', 'essai-', '1 adresse est en quarantaine'))

  const reserve = page.locator(`form[action="${LIST}"]`)
  const submit = (form, words) => Promise.all([page.waitForNavigation(), form.getByRole('button', { name: words }).click()]).then(([answer]) => answer)
  await suite.claim('an empty form says what to mend', async () => {
    const answer = await submit(reserve, 'Réserver')
    await saysWhatToMend(page, answer, ['label', 'kind', 'motive'])
  })
  await eyes.look('addresses, form in error', 422)

  const [waiting] = await people.toRead(page, 'ok')
  await page.goto(waiting)
  const slug = /([a-z0-9-]+)\.frama\.space/.exec(await page.locator('main').innerText())[1]
  await page.goto(LIST)
  await fill(page, { label: slug, kind: 'exact' })
  await page.locator('[name=motive]').fill('Adresse d’essai')
  await submit(reserve, 'Réserver')
  await eyes.look('addresses, one that is asked for', 422)
  await suite.claim('who asks for it is said before it is reserved', async () => {
    assert.ok('sure' in (await problems(page)), JSON.stringify(await problems(page)))
    await reads(page, waiting.split('/').at(-1), 'Posez-lui la question')
  })
  await fill(page, { sure: 'yes' })
  await submit(reserve, 'Réserver')
  await suite.claim('it is reserved once that is meant', () => reads(page, `${slug} : c’est réservé`))
  await suite.claim('and it is accepted no more', async () => {
    await page.goto(`${waiting}?decision=accept`)
    await press(page, /^Accepter/, 'main')
    await reads(page, 'réservée par la coordination')
  })
  await page.goto(LIST)
  await press(page, `Rendre ${slug}`)
  await suite.claim('it is given back', () => reads(page, 'C’est rendu'))

  const free = page.locator(`form[action="${LIST}/quarantaine"]`)
  await fill(page, { freed: 'jamais-vue', freed_motive: 'Essai' })
  await submit(free, 'Libérer')
  await eyes.look('addresses, one that is in no quarantine', 422)
  const asked = await suite.visitor()
  const told = async () => (await (await asked.goto('/demande/adresse/disponible?slug=les-anciens-bateliers')).json()).words
  await suite.claim('who asks for one in quarantine is told so', async () => assert.match(await told(), /a servi récemment/))
  await fill(page, { freed: 'les-anciens-bateliers', freed_motive: 'La même structure revient' })
  await submit(free, 'Libérer')
  await eyes.look('addresses, one freed')
  await suite.claim('one that is typed is freed, and why is kept', async () => {
    await reads(page, 'est libérée', 'La même structure revient', 'Aucune adresse n’est en quarantaine')
    assert.match(await told(), /libre en ce moment/)
  })
}
