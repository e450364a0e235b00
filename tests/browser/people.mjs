// The people of the stories: someone who applies, someone of the team, someone who administers a space.
import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { fill, follow, press } from './hands.mjs'
import { link } from './letter.mjs'

/** The pages of the form, in order, and what an association nobody else has ever heard of answers. */
export function association() {
  const mark = randomBytes(3).toString('hex')
  const email = `contact-${mark}@remise-en-selle.example`
  const slug = `remise-en-selle-${mark}`
  const name = `La Remise en selle ${mark}`
  const pages = {
    structure: {
      organization_name: name, acronym: `RES${mark}`.toUpperCase(), legal_form: 'association_1901', country: 'FR', postcode: '38990', town: 'Montbrume',
      registration_kind: 'rna', registration_number: 'W381004271', founded_year: '2014', website: 'https://remise-en-selle.example/actualites',
      purpose: 'Apprendre à réparer son vélo ensemble, à prix libre, et rendre le vélo possible à celles et ceux qui n’ont pas d’autre moyen de se déplacer.',
      activities: 'Trois ateliers par semaine dans l’ancienne remise à wagons. En juin, une bourse aux vélos : 140 vélos remis en route par nos 30 membres.',
      field: 'local_development', other_fields: ['popular_education', 'environment'], employees: '1-2', members: '10-49',
      network: 'L’Heureux Cyclage', network_spaces: 'Deux ou trois',
    },
    besoins: {
      accounts: '25', storage: '20-40', uses: ['files', 'calendar', 'tasks'], current_tools: 'Un groupe de messagerie et un tableur', ease: 'some',
      suite: 'collabora', motivation: 'Nous voulons ranger nos fichiers chez des gens qui nous ressemblent.',
    },
    adresse: { slug, slug_alternative: `${slug}-velo`, replaces_space: 'Aucun', other_spaces: 'Non, c’est le premier' },
    contact: { email, second_email: `bureau-${mark}@remise-en-selle.example`, role: 'board', newsletter: 'yes' },
    engagements: { accept_terms: 'yes', accept_mandate: 'yes', accept_data: 'yes', accept_inactivity: 'yes', accept_surveys: 'yes' },
  }
  return { mark, email, slug, name, pages }
}

/** From the check page to the receipt: the reference. */
export async function send(page) {
  await press(page, 'Envoyer la demande')
  assert.equal(new URL(page.url()).pathname, '/demande/recu')
  const reference = /FS-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0]
  assert.ok(reference, 'the receipt gives the reference')
  return reference
}

/** From the letter to the confirmed status page. */
export async function confirm(page, house, who) {
  const letter = await house.letter(who.email, 'confirm')
  await page.goto(link(letter, '/demande/suivi/'))
  await press(page, 'Confirmer la demande')
  return letter
}

/** Applies without looking around: the reference of the application, confirmed. */
export async function apply(page, house, who) {
  await page.goto('/demande/structure')
  for (const answers of Object.values(who.pages)) {
    await fill(page, answers)
    await press(page, 'Continuer')
  }
  const reference = await send(page)
  await confirm(page, house, who)
  return reference
}

export async function logIn(page, house, account) {
  await page.goto('/equipe')
  assert.equal(new URL(page.url()).pathname, '/equipe/connexion', 'a visitor of the queue is asked to log in')
  const { email, password, totp_secret: secret } = account ?? (await house.team())[0]
  await fill(page, { email, password })
  await press(page, 'Entrer', 'main')
  if (secret) await giveCode(page, secret)
  assert.equal(new URL(page.url()).pathname, '/equipe')
}

/** What a telephone shows (RFC 6238), `ahead` half minutes from now. */
export function code(secret, ahead) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const hash = createHmac('sha1', key).update(step).digest()
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Gives the code of the second factor. Each serves once: who comes in twice within half a minute takes the next, or waits for it. */
async function giveCode(page, secret) {
  for (const ahead of [0, 1, 1, 1, 1]) {
    assert.equal(await page.locator('h1').innerText(), 'Le code de votre téléphone')
    await fill(page, { code: code(secret, ahead) })
    await press(page, 'Entrer', 'main')
    if (new URL(page.url()).pathname === '/equipe') return
    if (ahead === 1) await pause(12_000)
  }
}

/** Finds an application by its reference, wherever it stands, and opens it. */
export async function find(page, who, reference) {
  await page.goto('/equipe?onglet=all&tout=1')
  await page.locator('[name=q]').fill(reference)
  await press(page, 'Chercher', '[role=search]')
  await follow(page, who.name)
  assert.equal(new URL(page.url()).pathname, `/equipe/demandes/${reference}`)
}

export const claim = (page) => press(page, /prendre en charge/)

/** Opens the form of a decision: accept, wait or refuse. */
export async function open(page, decision) {
  await Promise.all([page.waitForNavigation(), page.locator(`.keys a[href*="decision=${decision}"]`).click()])
  assert.equal(await page.locator('main form [name=decision]').inputValue(), decision)
}

/** The button that decides, not the one that writes the letter anew. */
export const decideButton = (page) => page.locator('main form[action$="/decision"] button.btn[type=submit]:not([name=action])')

/** Presses it. */
export async function decide(page) {
  const [answer] = await Promise.all([page.waitForNavigation(), decideButton(page).click()])
  return answer
}

/** Those that wait to be read, that nobody holds, with this verdict, and that are in no network: their addresses, the oldest first. */
export async function toRead(page, verdict) {
  await page.goto(`/equipe?onglet=to_read&constat=${verdict}&mains=nobody`)
  return page.locator('table.queue tr:not(:has(.tag.kin)) .who a').evaluateAll((all) => all.map((a) => a.pathname))
}

/** Moves the clock of the demo. */
export async function wait(page, days) {
  await page.goto('/demo')
  const form = page.locator('form[action="/demo/horloge"]')
  await form.locator('[name=days]').first().fill(String(days))
  await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').first().click()])
}

/** Asks for the link of a space's pages by mail, and enters. */
export async function enter(page, house, who) {
  await page.goto('/espace')
  await fill(page, { identifier: who.email })
  await press(page, 'Recevoir le lien')
  const letter = await house.letter(who.email, '/espace/entrer/')
  await page.goto(link(letter, '/espace/entrer/'))
  await press(page, 'Entrer', 'main')
  assert.equal(new URL(page.url()).pathname, `/espace/${who.slug}`)
}
