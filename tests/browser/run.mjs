// node run.mjs [SUITE…]
// Runs the suites (all of them, a few side by side) in Debian's Chromium, each against a demo of its own. One line per claim;
// status 1 when one fails, with what was on the screen in target/browser/. To add a suite: a file here, its name in SUITES.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { House, ROOT } from './house.mjs'
import { Reader } from './html.mjs'

// The longest first.
const SUITES = [
  'spaces', 'team', 'rules', 'applying', 'states', 'desk', 'pages', 'keyboard', 'deciding', 'journey', 'waiting', 'account', 'addresses', 'after', 'kin', 'live',
  'sieve', 'typing',
]
const OUT = path.join(ROOT, 'target/browser')
const LIMIT = 15 * 60_000
/** Suites side by side: more would only wait for each other. */
const AT_ONCE = 6

const names = process.argv.length > 2 ? process.argv.slice(2) : SUITES
const unknown = names.filter((name) => !SUITES.includes(name))
if (unknown.length > 0) {
  console.error(`no such suite: ${unknown.join(' ')}; there are ${SUITES.join(' ')}`)
  process.exit(2)
}

/** A claim that does not hold ends its suite: what follows stands on it. */
class Broken extends Error {}

/** What is wrong, and where in the suites. */
function told(error) {
  const lines = String(error?.stack ?? error).split('\n')
  return lines.filter((line) => !/^ +at /.test(line) || /tests\/browser\/(?!node_modules|run\.mjs)/.test(line)).join('\n')
}

/** What a suite is given: a house, rooms to look at it from, and the pen that writes claims down. */
class Suite {
  constructor(name, browser, house) {
    Object.assign(this, { name, browser, house, folder: path.join(OUT, name), contexts: [], reader: new Reader(), held: 0, failed: 0 })
    fs.rmSync(this.folder, { recursive: true, force: true })
    fs.mkdirSync(this.folder, { recursive: true })
  }

  /** A visitor: a browser with no past. */
  async visitor(options = {}) {
    const context = await this.browser.newContext({ baseURL: this.house.url, locale: 'fr-FR', reducedMotion: 'reduce', ...options })
    context.setDefaultTimeout(15_000)
    this.contexts.push(context)
    context.on('page', (page) => this.reader.follow(page))
    return context.newPage()
  }

  /** Says `words` and does `act`, which throws where they are not true. */
  async claim(words, act) {
    if (!(await this.note(words, act))) throw new Broken(words)
  }

  /** A claim that nothing else stands on: the suite goes on without it. Whether it holds. */
  async note(words, act, { screens = true } = {}) {
    const start = Date.now()
    try {
      await act()
      this.held += 1
      console.log(`ok    ${this.name}: ${words} (${Date.now() - start} ms)`)
      return true
    } catch (error) {
      this.failed += 1
      console.log(`FAIL  ${this.name}: ${words}\n${told(error).replace(/^/gm, '      ')}`)
      if (screens) await this.screens()
      return false
    }
  }

  /** What every visitor sees now, in target/browser/SUITE/. */
  async screens() {
    for (const [i, page] of this.contexts.flatMap((context) => context.pages()).filter((page) => page.url() !== 'about:blank').entries()) {
      const file = path.join(this.folder, `failure-${this.failed}-${i + 1}.png`)
      const taken = await page.screenshot({ path: file, fullPage: true }).then(() => true, () => false)
      if (taken) console.log(`      ${page.url()}\n      ${path.relative(ROOT, file)}`)
    }
  }
}

async function run(name, browser) {
  const house = await House.open(path.join(OUT, `${name}.log`))
  const suite = new Suite(name, browser, house)
  try {
    const { default: tell } = await import(`./${name}.mjs`)
    await tell(suite)
  } catch (error) {
    if (!(error instanceof Broken)) await suite.note('the suite reaches its end', () => { throw error })
  }
  await suite.note('every page seen, errors too, is written in valid HTML', async () => {
    const wrong = await suite.reader.wrong()
    if (wrong.length > 0) throw wrong.join('\n')
    assert.ok(suite.reader.pages > 5, `only ${suite.reader.pages} pages were read`)
  }, { screens: false })
  await suite.note('the house logged no failure and stops when asked', async () => house.close())
  await Promise.all(suite.contexts.map((context) => context.close()))
  return suite
}

function findChromium() {
  const found = (process.env.PATH ?? '').split(':').map((folder) => path.join(folder, 'chromium')).find((file) => fs.existsSync(file))
  if (!found) {
    console.error('Chromium is missing: apt-get install chromium')
    process.exit(1)
  }
  return found
}

fs.mkdirSync(OUT, { recursive: true })
const start = Date.now()
// Chromium's sandbox does not work as root, nor in most containers; it only ever opens our own pages here.
const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: false, args: ['--disable-dev-shm-usage'] })
const tooLong = setTimeout(() => {
  console.error(`the browser tests took more than ${LIMIT / 60_000} minutes`)
  House.killAll()
  process.exit(1)
}, LIMIT)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    House.killAll()
    process.exit(130)
  })
}
const waiting = [...names]
const suites = []
async function work() {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    suites.push(await run(name, browser).catch((error) => {
      console.log(`FAIL  ${name}: ${error.stack ?? error}`)
      return { held: 0, failed: 1 }
    }))
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work))
clearTimeout(tooLong)
await browser.close()
House.killAll()
const total = (what) => suites.reduce((sum, suite) => sum + suite[what], 0)
console.log(`${total('held')} claims hold, ${total('failed')} do not, in ${Math.round((Date.now() - start) / 1000)} s; screenshots in target/browser/`)
process.exitCode = total('failed') > 0 ? 1 : 0
