// Every public page, and the whole form, in every state people meet.
import { Eyes } from './eyes.mjs'
import { fill, press } from './hands.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

export default async function pages(suite) {
  const eyes = await Eyes.of(suite)
  await everyone(eyes)
  await applicant(eyes, suite.house, people.association())
}

async function everyone(eyes) {
  const { page } = eyes
  await eyes.visit('home', '/')
  const paths = await page.evaluate(() => [...new Set([...document.querySelectorAll('a[href^="/"]')].map((a) => a.pathname))])
  for (const one of paths.filter((one) => one !== '/')) await eyes.visit(one.slice(1), one)
  await eyes.visit('not found', '/cette-page-n-existe-pas', 404)
  await eyes.visit('dead link', '/demande/suivi/ce-lien-est-perdu', 404)
  await eyes.visit('lost link', '/demande/lien-perdu')
  await press(page, 'Recevoir le lien')
  await eyes.look('lost link in error', 422)
  await fill(page, { email: 'personne@exemple.example' })
  await press(page, 'Recevoir le lien')
  await eyes.look('lost link sent')
}

async function applicant(eyes, house, who) {
  const { page } = eyes
  await page.goto('/demande/structure')
  for (const [name, answers] of Object.entries(who.pages)) {
    await eyes.look(`form ${name}`)
    await fill(page, name === 'adresse' ? { slug: '' } : {})
    await press(page, 'Continuer')
    await eyes.look(`form ${name} in error`, 422)
    await fill(page, answers)
    await press(page, 'Continuer')
  }
  await eyes.look('form check')
  await people.send(page)
  await eyes.look('receipt')
  const letter = await house.letter(who.email, '/demande/suivi/')
  await eyes.visit('status to confirm', link(letter, '/demande/suivi/'))
  await people.confirm(page, house, who)
  await eyes.look('status in the queue')
}
