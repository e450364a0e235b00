// From the home page to the receipt without a mouse, on a telephone's width: with JavaScript, and without it.
import assert from 'node:assert/strict'
import { held, saysWhatToMend, text } from './hands.mjs'
import { enter, focused, reach, stops, tab, type } from './keys.mjs'
import * as people from './people.mjs'

const TELEPHONE = { viewport: { width: 360, height: 740 } }
const PRECHECK = { for_whom: 'group', legal_form: 'association_1901', french: 'yes', accounts_ok: 'yes', storage_ok: 'yes' }
/** The first thing that an empty page asks to mend; the page of the address is not empty: it proposes one. */
const FIRST = { demande: 'for_whom', structure: 'organization_name', besoins: 'accounts', contact: 'email', engagements: 'accept_terms' }

export default async function applying(suite) {
  const applicants = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]]
  const ends = await Promise.allSettled(applicants.map(([how, options]) => walk(suite, how, options)))
  for (const { reason } of ends) if (reason) throw reason
}

const at = (page) => new URL(page.url()).pathname
const isButton = (words) => ({ tag, words: own }) => ['button', 'a'].includes(tag) && own.startsWith(words)

/** Goes where the link or the button called `words` leads. */
async function go(page, words) {
  const found = await reach(page, isButton(words))
  assert.ok(found, `« ${words} » is reached on ${page.url()}`)
  assert.ok(found.visible, `the focus is seen on « ${words} »`)
  return enter(page)
}

/** Every stop forwards, then backwards: seen, in the same order, and the page lets one out at both ends. */
async function round(page) {
  const there = await stops(page)
  const last = (await tab(page, 'Shift+Tab')) ?? (await tab(page, 'Shift+Tab'))
  const back = [last, ...(await stops(page, 'Shift+Tab'))].filter((one, i, all) => one && all.findIndex((other) => other?.mark === one.mark) === i)
  for (const one of [...there, ...back]) assert.ok(one.visible, `the focus is not seen on ${one.html}`)
  // One enters a group of radio buttons by one end or by the other.
  const order = (all) => all.map(({ type: kind, name, mark }) => (kind === 'radio' ? name : mark))
  assert.deepEqual(order(back), order(there).reverse(), 'Shift+Tab goes the same way back')
  return there
}

/** Fills what has the names of `answers`, whatever it holds already. */
async function fill(page, answers) {
  for (const [name, value] of Object.entries(answers)) {
    const folded = await page.evaluate((one) => Boolean(document.querySelector(`details:not([open]) [name="${one}"]`)), name)
    if (folded) {
      assert.ok(await reach(page, ({ tag }) => tag === 'summary'), `${name} is unfolded`)
      await page.keyboard.press('Space')
    }
    const here = await reach(page, (one) => one.name === name)
    assert.ok(here?.visible, `${name} is reached, and seen to be`)
    await type(page, here, value)
  }
}

async function walk(suite, how, options) {
  const who = people.association()
  const page = await suite.visitor({ ...TELEPHONE, ...options })
  const claim = (words, act) => suite.claim(`${how}, by keys alone: ${words}`, act)

  await claim('the home page leads to the questions before the form', async () => {
    await page.goto('/')
    await round(page)
    assert.ok(await reach(page, ({ html }) => html.includes('class="btn" href="/demande"')), 'its first button is reached')
    await enter(page)
    assert.equal(at(page), '/demande')
  })
  await sheet(page, claim, 'demande', PRECHECK, 'Voir si c’est pour nous')
  await claim('the answer leads to the form', async () => {
    assert.match(await text(page), /Vous êtes au bon endroit/)
    await round(page)
    await go(page, 'Commencer la demande')
  })
  for (const [name, answers] of Object.entries(who.pages)) await sheet(page, claim, name, answers, 'Continuer')

  await claim('one changes an answer from the check page and comes back to it', async () => {
    assert.equal(at(page), '/demande/verification')
    await round(page)
    assert.ok(await reach(page, ({ hash }) => hash === '#accounts'), '« Modifier » is reached')
    await enter(page)
    assert.equal((await focused(page))?.name ?? (await tab(page)).name, 'accounts', 'the link leads into the field')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('31')
    await enter(page)
    assert.equal(at(page), '/demande/verification')
    assert.match(await text(page), /Comptes[^0-9]*31/i)
  })
  await claim('the form is sent, and the receipt says what is left to do', async () => {
    await go(page, 'Envoyer la demande')
    assert.equal(at(page), '/demande/recu')
    assert.match(await text(page), /FS-[0-9A-Z]{4}-[0-9A-Z]{4}/)
    assert.ok((await text(page)).includes(who.email))
    await round(page)
    assert.ok(await suite.house.letter(who.email, '/demande/suivi/'))
  })
}

/** A page of questions: walked through, sent empty, mended, filled, sent. */
async function sheet(page, claim, name, answers, button) {
  await claim(`${name}: every stop is seen, and nothing holds one back`, async () => {
    assert.equal(at(page), name === 'demande' ? '/demande' : `/demande/${name}`)
    const all = await round(page)
    const asked = Object.keys(answers).filter((one) => one !== 'other_fields')
    for (const one of asked) assert.ok(all.some((stop) => stop.name === one), `${one} is a stop`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= TELEPHONE.viewport.width, `${wide} px wide`)
  })
  if (FIRST[name]) {
    await claim(`${name}: sent empty, the summary has the focus, and its links lead into the fields`, async () => {
      const answer = await go(page, button)
      const found = await saysWhatToMend(page, answer, [FIRST[name]])
      for (const [i, field] of Object.keys(found).entries()) {
        const leads = ({ tag: kind, hash }) => kind === 'a' && hash === `#${field}`
        if (i === 0) assert.ok(leads(await tab(page)), 'the next Tab is on the first thing to mend')
        else assert.ok(await reach(page, leads), `the summary leads to ${field}`)
        await page.keyboard.press('Enter')
        const here = await focused(page)
        assert.ok(here?.name === field && here.visible, `${field} has the focus, and is seen`)
      }
    })
  }
  await claim(`${name}: filled, it goes on`, async () => {
    await fill(page, answers)
    const typed = await held(page)
    for (const [field, value] of Object.entries(answers)) assert.deepEqual([typed[field]].flat(), [value].flat(), `${field} holds what was typed`)
    await go(page, button)
    assert.notEqual(at(page), `/demande/${name}`, `still there: ${await text(page)}`)
  })
}
