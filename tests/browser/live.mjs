// The queue and the page to decide keep themselves up to date, quietly: nothing moves, nothing is said unless one asked.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { Eyes } from './eyes.mjs'
import { press, text } from './hands.mjs'
import * as people from './people.mjs'

/** Time passes for the page alone, then what it asked for has arrived. */
async function later(page, seconds = 21) {
  const answered = page.waitForResponse((answer) => answer.url().includes('/equipe/etat'))
  await page.clock.runFor(seconds * 1000)
  const answer = await answered
  // For the script to read it.
  await pause(150)
  return answer
}

const note = (page) => page.locator('#etat')

export default async function live(suite) {
  const { house } = suite
  const who = people.association()
  const theirs = await suite.visitor()
  const reference = await people.apply(theirs, house, who)
  const [ana, malik] = await house.team()
  const watching = await suite.visitor()
  await watching.clock.install()
  await people.logIn(watching, house, ana)
  const acting = await suite.visitor()
  await people.logIn(acting, house, malik)
  const name = await acting.locator('.me a[href="/equipe/moi"]').innerText()

  await suite.claim('what did not change is said without a word', async () => {
    await watching.goto('/equipe?onglet=to_read&tri=latest')
    assert.equal((await later(watching)).status(), 200)
    assert.equal((await later(watching)).status(), 304)
    assert.equal(await note(watching).isVisible(), false)
    assert.equal(await watching.locator('[role=status], [aria-live]').count(), 0, 'nothing is said aloud')
  })

  await suite.claim('a file taken by another shows their name, and nothing moves', async () => {
    const line = watching.locator('.queue tbody tr', { hasText: reference })
    const link = line.locator('.who a')
    await link.focus()
    const before = await watching.evaluate(() => [scrollY, document.querySelector('.queue').getBoundingClientRect().top])
    await acting.goto(`/equipe/demandes/${reference}`)
    const held = () => acting.locator('#en-mains').innerText().then(Number)
    const had = await held()
    await people.claim(acting)
    await later(watching)
    await line.locator('td', { hasText: name }).waitFor()
    assert.equal(await link.evaluate((element) => element === document.activeElement), true, 'the focus stays')
    assert.deepEqual(await watching.evaluate(() => [scrollY, document.querySelector('.queue').getBoundingClientRect().top]), before)
    assert.equal(await held(), had + 1)
  })

  await suite.claim('a line that left shows a quiet link', async () => {
    const count = () => watching.locator('.tabs a[aria-current] span').innerText()
    const before = await count()
    await people.open(acting, 'wait')
    await people.decide(acting)
    await later(watching)
    await note(watching).waitFor({ state: 'visible' })
    assert.notEqual(await count(), before)
    assert.equal(await watching.locator('.queue tbody tr', { hasText: reference }).count(), 1, 'the lines stay until one asks')
    await Promise.all([watching.waitForNavigation(), note(watching).locator('a').click()])
    assert.equal(await watching.locator('.queue tbody tr', { hasText: reference }).count(), 0)
    assert.ok(watching.url().includes('tri=latest'), 'the same list')
  })

  await suite.claim('the page to decide says when its file changed hands, and what is typed stays', async () => {
    const other = await watching.locator('.queue .who a').first().getAttribute('href')
    await watching.goto(`${other}?decision=wait`)
    await watching.locator('#motive').fill('à garder')
    await later(watching)
    assert.equal(await note(watching).innerText(), '')
    await acting.goto(other)
    await people.claim(acting)
    await later(watching)
    await watching.locator('#etat', { hasText: `${name} tient maintenant ce dossier.` }).waitFor()
    assert.equal(await watching.locator('#motive').inputValue(), 'à garder')
    await press(acting, /Relâcher/)
    await later(watching)
    assert.equal(await note(watching).textContent(), '')
  })

  await suite.claim('who asked for it hears of changes', async () => {
    await watching.goto('/equipe/moi')
    await watching.locator('#aloud').check()
    await press(watching, /Enregistrer ce choix sur la voix haute/)
    const eyes = await Eyes.of(suite)
    await people.logIn(eyes.page, house, ana)
    await eyes.visit('my page', '/equipe/moi')
    await watching.goto('/equipe?onglet=to_read&tout=1')
    await later(watching)
    assert.equal(await watching.locator('#etat-dit').textContent(), '')
    const line = watching.locator('.queue .who a').first()
    await acting.goto(await line.getAttribute('href'))
    await people.claim(acting)
    await later(watching)
    assert.ok((await watching.locator('#etat-dit').textContent()).includes(`, chez ${name}.`))
  })

  await suite.claim('who logged out elsewhere is not asked for any more', async () => {
    const elsewhere = await watching.context().newPage()
    await elsewhere.goto('/equipe')
    await press(elsewhere, 'Sortir')
    await later(watching)
    let asked = 0
    watching.on('request', (request) => { asked += request.url().includes('/equipe/etat') })
    await watching.clock.runFor(120_000)
    assert.equal(asked, 0)
    assert.ok((await text(watching)).includes('File d’attente'))
  })
}
