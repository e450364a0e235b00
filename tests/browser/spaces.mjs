// The pages of a space, as who administers it and as strangers meet them; and what the team sees of spaces. Without JavaScript too.
import assert from 'node:assert/strict'
import { Eyes } from './eyes.mjs'
import { fill, press, follow, reads, saysWhatToMend } from './hands.mjs'
import { eventually } from './house.mjs'
import { link } from './letter.mjs'
import * as people from './people.mjs'

const at = (page) => new URL(page.url()).pathname

/** Moves the clock to ten in the morning of a weekday, when letters leave. */
async function toMorning(page, house) {
  const now = new Date((await house.demo()).now)
  const then = new Date(now)
  const hour = (date) => Number.parseInt(new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', hourCycle: 'h23' }).format(date), 10)
  do then.setUTCMinutes(then.getUTCMinutes() + 15)
  while (hour(then) !== 10 || [0, 6].includes(then.getUTCDay()))
  await page.goto('/demo')
  const form = page.locator('form[action="/demo/horloge"]:has([name=minutes])').first()
  await form.locator('[name=minutes]').evaluate((field, minutes) => { field.value = minutes }, Math.round((then - now) / 60_000))
  await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').first().click()])
}

/** Asks for the link to the pages of a space, and enters. Gives the address that received it. */
async function enter(page, house, slug) {
  const before = (await house.letters('')).filter((letter) => letter.text.includes('/espace/entrer/')).length
  await page.goto('/espace')
  if (at(page) !== '/espace' || !(await page.locator('[name=identifier]').count())) return null
  await fill(page, { identifier: slug })
  await press(page, 'Recevoir le lien')
  const letter = await eventually('the link to enter', async () => {
    const all = (await house.letters('')).filter((one) => one.text.includes('/espace/entrer/'))
    return all.length > before && all[0]
  })
  await page.goto(link(letter, '/espace/entrer/'))
  await press(page, 'Entrer', 'main')
  assert.equal(at(page), `/espace/${slug}`)
  return letter.to
}

/** Spaces as the team sees them: label, percent, words of the tags. */
async function listed(page) {
  await page.goto('/equipe/espaces')
  return page.locator('main table tbody tr').evaluateAll((rows) => rows.map((row) => ({
    slug: row.querySelector('th .soft').textContent.trim(),
    percent: Number.parseInt(row.querySelector('[data-l="Place"]').textContent, 10),
    state: row.querySelector('[data-l="État"]').textContent.trim(),
  })))
}

export default async function spaces(suite) {
  const { house } = suite
  const team = await Eyes.of(suite)
  const { accounts } = await house.demo()
  // A session does not outlive such a move of the clock.
  const logIn = () => people.logIn(team.page, house, accounts.find(({ role }) => role === 'coordinator'))
  await toMorning(team.page, house)
  await logIn()
  const all = await listed(team.page)
  const live = all.filter(({ state }) => state === 'actif')
  const found = {
    middle: live.find(({ percent }) => percent === 35),
    full: live.find(({ percent }) => percent === 92),
    stale: all.find(({ state }) => state.includes('sans relevé')),
    sleeper: all.find(({ state }) => state.includes('averti')),
    other: live.findLast(({ percent }) => percent > 40 && percent < 80),
  }
  await suite.claim('the demo has spaces of every kind', () => assert.ok(Object.values(found).every(Boolean), JSON.stringify([all, found])))
  await dashboards(suite, found)
  await chooser(suite, found.middle.slug)
  await contacts(suite, found.full.slug)
  await lostAccess(suite, team, found.full.slug)
  await plainly(suite, found.other.slug)
  await end(suite, team, found.sleeper.slug, logIn)
  await teamPages(suite, team, found.middle.slug)
}

async function dashboards(suite, { middle, full, stale }) {
  const eyes = await Eyes.of(suite)
  await eyes.visit('entering a space', '/espace')
  await fill(eyes.page, { identifier: 'ni adresse ni nom !' })
  await press(eyes.page, 'Recevoir le lien')
  await eyes.look('entering a space in error', 422)
  await fill(eyes.page, { identifier: 'jamais-vue' })
  await press(eyes.page, 'Recevoir le lien')
  await eyes.look('entering a space, sent')
  for (const [name, space, words] of [
    ['dashboard at 35 percent', middle, '35 %'],
    ['dashboard at 92 percent', full, 'Repères à 80, 90 et 95 %'],
    ['dashboard with old measures', stale, 'Mesures anciennes'],
  ]) {
    const one = await Eyes.of(suite)
    await enter(one.page, suite.house, space.slug)
    await suite.claim(`${name} says so`, async () => {
      const label = (await one.page.locator('svg.gauge').first().getAttribute('aria-label')).replace(/\s/g, ' ')
      assert.ok(label.includes('Go sur 40 Go'), label)
      const found = `${await one.page.locator('main').innerText()} ${label}`.replace(/\s+/g, ' ')
      assert.ok(found.includes(words), found)
    })
    await one.look(name)
  }
}

async function chooser(suite, slug) {
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await enter(page, suite.house, slug)
  await follow(page, 'Comparer ou changer')
  await eyes.look('office suite of a space')
  await fill(page, { word: 'yes' })
  await press(page, 'Comparer')
  await suite.claim('the needs are answered in words, on the page of the space', () => reads(page, 'OnlyOffice', 'Word'))
  await eyes.look('office suite of a space, advised')
  const other = await page.locator('input[name=suite]:not(:checked)').first().getAttribute('value')
  await fill(page, { suite: other })
  await press(page, 'Voir ce qui change')
  await suite.claim('what changes is said before', () => reads(page, 'Vos fichiers restent tels qu’ils sont'))
  await eyes.look('office suite of a space, to confirm')
  await press(page, /^Passer à/)
  await suite.claim('the order is said with where it is, and no other may be given', () => reads(page, 'En attente', 'dans quelques minutes'))
  await eyes.look('office suite of a space, asked')
  await suite.house.createSpace('aucun-espace', {}).catch(() => {})
  await page.goto(`/espace/${slug}/suite`)
  await suite.claim('once the agent did it, it is done, and not again today', () => reads(page, 'Fait', 'Prochain changement possible'))
  await eyes.look('office suite of a space, done')
}

async function contacts(suite, slug) {
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await enter(page, suite.house, slug)
  await follow(page, 'Ajouter, retirer, passer la main')
  await eyes.look('contacts of a space')
  await fill(page, { email: 'pas une adresse' })
  const answer = await press(page, 'Proposer comme contact')
  await suite.claim('an address that is none says what to mend', () => saysWhatToMend(page, answer, ['email']))
  await eyes.look('contacts of a space in error', 422)
  await fill(page, { email: 'tresorerie@essai.example' })
  await press(page, 'Proposer comme contact')
  await suite.claim('who is named is shown as awaited', () => reads(page, 'tresorerie@essai.example', 'Réponse attendue'))
  await eyes.look('contacts of a space, one awaited')
  const letter = await suite.house.letter('tresorerie@essai.example', '/espace/contact/')
  const theirs = await Eyes.of(suite)
  await theirs.visit('the question to who was named', link(letter, '/espace/contact/'))
  await press(theirs.page, 'Oui, j’accepte')
  await theirs.look('the answer of who was named')
  await page.reload()
  await suite.claim('who said yes is a contact', () => reads(page, 'vue le'))
}

async function lostAccess(suite, team, slug) {
  const eyes = await Eyes.of(suite)
  const { page } = eyes
  await eyes.visit('lost access', '/espace/acces-perdu')
  const answer = await press(page, 'Envoyer ma demande')
  await suite.claim('an empty form says what to mend', () => saysWhatToMend(page, answer, ['identifier', 'email', 'words']))
  await eyes.look('lost access in error', 422)
  await fill(page, { identifier: slug, email: 'presidence@essai.example', words: 'Je préside l’association depuis janvier.' })
  await press(page, 'Envoyer ma demande')
  await eyes.look('lost access, sent')
  await team.visit('those who lost access', '/equipe/acces')
  await suite.claim('the team reads who asks', () => reads(team.page, 'presidence@essai.example', 'Je préside'))
  const letter = await suite.house.letter('', '/espace/acces/')
  const theirs = await Eyes.of(suite)
  await theirs.visit('the question to a contact', link(letter, '/espace/acces/'))
  await press(theirs.page, 'Oui, tout de suite')
  await theirs.look('the answer of a contact')
  await team.visit('nobody lost access', '/equipe/acces')
}

/** The whole journey without JavaScript, on a phone. */
async function plainly(suite, slug) {
  const page = await suite.visitor({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  await suite.claim('without JavaScript, one enters by the link', () => enter(page, suite.house, slug))
  await suite.claim('without JavaScript, the calendar is a file', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Mettre dans mon agenda' }).click()])
    assert.equal(file.suggestedFilename(), `${slug}.ics`)
  })
  await suite.claim('without JavaScript, a contact is named and taken back', async () => {
    await page.goto(`/espace/${slug}/contacts`)
    await fill(page, { email: 'secretariat@essai.example' })
    await press(page, 'Proposer comme contact')
    await reads(page, 'secretariat@essai.example')
    await press(page, 'Retirer secretariat@essai.example')
    assert.ok(!(await page.locator('main table').first().innerText()).includes('secretariat@'))
  })
  await suite.claim('without JavaScript, the suite is chosen', async () => {
    await page.goto(`/espace/${slug}/suite`)
    await fill(page, { suite: await page.locator('input[name=suite]:not(:checked)').first().getAttribute('value') })
    await press(page, 'Voir ce qui change')
    await press(page, /^Passer à/)
    await reads(page, 'En attente')
  })
  await suite.claim('without JavaScript, one leaves by typing the name, and comes back on it', async () => {
    await page.goto(`/espace/${slug}/depart`)
    await fill(page, { confirmation: 'autre-chose' })
    const answer = await press(page, 'Demander la suppression')
    await saysWhatToMend(page, answer, ['confirmation'])
    await fill(page, { confirmation: slug })
    await press(page, 'Demander la suppression')
    await reads(page, 'Suppression demandée')
    await page.goto(`/espace/${slug}`)
    await reads(page, 'Suppression demandée')
    await page.goto(`/espace/${slug}/depart`)
    await press(page, 'Finalement, tout garder')
    await reads(page, 'Rien ne sera supprimé')
  })
  const eyes = await Eyes.of(suite)
  await enter(eyes.page, suite.house, slug)
  await follow(eyes.page, 'Partir, ou changer d’adresse')
  await eyes.look('leaving')
  await fill(eyes.page, { confirmation: slug })
  await press(eyes.page, 'Demander la suppression')
  await eyes.look('leaving, asked')
}

/** A space falls asleep: its letters, the page of strangers, the way back. */
async function end(suite, team, slug, logIn) {
  await people.wait(team.page, 33)
  await logIn()
  const stranger = await Eyes.of(suite)
  await stranger.visit('a disabled space', `/desactive/${slug}/index.php/s/abc`, 503)
  await suite.claim('strangers are told why it is closed, and nothing of its people', () => reads(stranger.page, 'Cet espace est à quai'))
  const letter = await suite.house.letter('', '/activite/')
  assert.ok(letter)
  const theirs = await Eyes.of(suite)
  await theirs.visit('the button of a warning', link(letter, '/activite/'))
  await suite.claim('looking at the link changes nothing', async () => {
    await team.page.goto(`/equipe/espaces/${slug}`)
    await reads(team.page, 'en pause')
  })
  await team.look('a space for the team, disabled')
  await press(theirs.page, 'Rouvrir l’espace')
  await theirs.look('a space that opens again')
  await suite.claim('it opens at once', async () => {
    await team.page.reload()
    await reads(team.page, 'actif', 'Signe de vie')
  })
}

async function teamPages(suite, team, slug) {
  const { page } = team
  await team.visit('spaces for the team', '/equipe/espaces')
  await team.visit('spaces that fill', '/equipe/espaces?place=haute')
  await team.visit('a space for the team', `/equipe/espaces/${slug}`)
  await press(page, 'Noter')
  await team.look('a space for the team in error', 422)
  await team.visit('the life of spaces', '/coordination/cycle-de-vie')
  await team.visit('the table of the suites', '/coordination/suites')
  await team.visit('a need of the table', '/coordination/suites/word')
  await fill(page, { reason_none: '' })
  await press(page, 'Enregistrer')
  await team.look('a need of the table in error', 422)
}
