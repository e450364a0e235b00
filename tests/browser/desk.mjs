// Every page of the team, and of a space, in every state people meet.
import { Eyes } from './eyes.mjs'
import { fill, press } from './hands.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

export default async function desk(suite) {
  const { house } = suite
  const who = people.association()
  const theirs = await Eyes.of(suite)
  const team = await Eyes.of(suite)
  const reference = await people.apply(theirs.page, house, who)
  await newcomer(team, house)
  await volunteer(team, house, who, reference)
  await administrator(theirs, team, house, who)
}

async function newcomer(eyes, house) {
  const { page } = eyes
  const link = house.command('volunteer', 'add', '--email', 'lou@passeur.example', '--name', 'Lou').match(/https?:\/\/\S+/)[0]
  await eyes.visit('invitation', link)
  await fill(page, { password: 'trop court' })
  await press(page, 'Enregistrer')
  await eyes.look('invitation in error', 422)
  await fill(page, { password: 'une corde, deux rives et un bac' })
  await press(page, 'Enregistrer')
  await eyes.look('log in, invited')
  await eyes.visit('invitation used', link, 404)
}

async function volunteer(eyes, house, who, reference) {
  const { page } = eyes
  await eyes.visit('log in', '/equipe/connexion')
  await fill(page, { email: 'personne@exemple.example', password: 'pas le bon mot de passe' })
  await press(page, 'Entrer', 'main')
  await eyes.look('log in refused', 422)
  await people.logIn(page, house)
  await eyes.look('queue')
  const tabs = await page.locator('nav.tabs a').evaluateAll((all) => all.map((a) => a.pathname + a.search))
  for (const one of tabs) await eyes.visit(`queue ${new URLSearchParams(one.split('?')[1]).get('onglet')}`, one)
  await eyes.visit('queue without a match', '/equipe?onglet=all&q=introuvable-nulle-part')
  await eyes.visit('letters', '/equipe/courrier')
  await eyes.visit('team not found', '/equipe/demandes/FS-0000-0000', 404)

  await people.find(page, who, reference)
  await eyes.look('application to take')
  await people.claim(page)
  await eyes.look('application in hand')
  const other = await Eyes.of(eyes.suite)
  await people.logIn(other.page, house, (await house.team())[1])
  await other.visit('application in other hands', new URL(page.url()).pathname)
  for (const decision of ['wait', 'refuse', 'accept']) {
    await people.open(page, decision)
    await eyes.look(`application ${decision}`)
    if (decision === 'accept') continue
    await page.locator('[name=letter]').fill('')
    await people.decide(page)
    await eyes.look(`application ${decision} in error`, 422)
  }
  await people.decide(page)
  await eyes.look('application next, one to undo')
  await people.find(page, who, reference)
  await eyes.look('application decided')
}

async function administrator(eyes, team, house, who) {
  const { page } = eyes
  await eyes.visit('demo', '/demo')
  await eyes.visit('demo letter', await page.locator('a[href^="/demo/lettres/"]').first().getAttribute('href'))
  await people.wait(team.page, 1)
  const letter = await house.letter(who.email, 'oui.')
  await eyes.visit('status accepted', link(letter, '/demande/suivi/'))
  await house.createSpace(who.slug, { admin_login: 'admin', initial_password: 'quatre mots de passe' })
  await eyes.visit('status ready', link(letter, '/demande/suivi/'))

  const first = link(await house.letter(who.email, '/espace/premiere-connexion/'), '/espace/premiere-connexion/')
  await eyes.visit('first connection', first)
  await press(page, /Les voir/)
  await eyes.look('credentials')
  await eyes.visit('first connection used', first, 404)

  await eyes.visit('space door', '/espace')
  await press(page, 'Recevoir le lien')
  await eyes.look('space door in error', 422)
  await fill(page, { identifier: who.email })
  await press(page, 'Recevoir le lien')
  await eyes.look('space door sent')
  await eyes.visit('space threshold', link(await house.letter(who.email, '/espace/entrer/'), '/espace/entrer/'))
  await press(page, 'Entrer', 'main')
  await eyes.look('space not measured yet')
  const { now } = await house.demo()
  await house.api('usage-reports', [{ slug: who.slug, measured_at: now, storage_bytes: 39_000_000_000, files_bytes: 30_000_000_000, versions_bytes: 6_000_000_000, trash_bytes: 3_000_000_000, accounts: 18, last_login_at: now }])
  await eyes.visit('space nearly full', page.url())
}
