// Eyes on a page: what a machine can tell of how it reads, and a picture for those who look.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { misnamed } from './names.mjs'

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What axe looks for; in the dark, what colours can spoil. */
const RULES = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}
/** axe's own options, but one: ropes are pseudo-elements, and it would say nothing of the headers and footers they run along. */
const CONTRAST = {
  ignorePseudo: true, ignoreUnicode: true, ignoreLength: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } }, pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03,
}
/** Bytes of the page itself on the wire: what arrives with the first round trip. */
const LIGHT = 14 * 1024
const REQUESTS = 5

/** A visitor whose pages are looked at. */
export class Eyes {
  static async of(suite) {
    const eyes = new Eyes()
    suite.titles ??= new Map()
    suite.told ??= new Set()
    suite.pictures ??= 0
    eyes.suite = suite
    eyes.page = await suite.visitor()
    eyes.followed = new Map()
    const { page } = eyes
    page.on('request', (request) => {
      if (request.isNavigationRequest()) Object.assign(eyes, { requests: [], said: [] })
      eyes.requests.push(request.url())
    })
    page.on('response', (answer) => { if (answer.request().isNavigationRequest()) eyes.answer = answer })
    page.on('pageerror', (error) => eyes.said.push(String(error)))
    page.on('console', (message) => {
      // Chromium itself remarks on a page that answers 404 or 422.
      const ours = message.location().url === page.url() && /Failed to load resource/.test(message.text())
      if (['error', 'warning'].includes(message.type()) && !ours) eyes.said.push(message.text())
    })
    return eyes
  }

  /** Goes to `address` and looks. */
  async visit(name, address, status = 200) {
    await this.page.goto(address)
    await this.look(name, status)
  }

  /** Looks at the page that is there, as it is. */
  async look(name, status = 200) {
    await this.suite.note(`${name} reads well`, async () => {
      const all = [...(await this.#once(status)), ...(await this.#often(name))]
      const found = all.filter((one) => !this.suite.told.has(one))
      for (const one of found) this.suite.told.add(one)
      if (all.length > found.length) found.push(`and ${all.length - found.length} things told above`)
      if (found.length > 0) throw `${this.page.url()}\n${found.join('\n')}`
    }, { screens: false })
  }

  /** What does not depend on the size of the window. */
  async #once(status) {
    const { page, answer } = this
    const found = []
    const bad = (wrong, words) => { if (wrong) found.push(words) }
    await page.waitForLoadState('load')
    bad(answer.status() !== status, `answers ${answer.status()}, not ${status}`)
    const { responseBodySize: weight } = await answer.request().sizes()
    bad(weight > LIGHT, `weighs ${weight} bytes on the wire`)
    bad((await answer.headerValue('content-encoding')) !== 'gzip' && weight > 2000, 'is not compressed')
    const origin = new URL(page.url()).origin
    const foreign = this.requests.filter((url) => new URL(url).origin !== origin)
    bad(foreign.length > 0, `asks others: ${foreign}`)
    // The logo is the icon of the page too: Chromium may ask for both before the first has arrived.
    const things = new Set(this.requests)
    bad(things.size > REQUESTS, `asks for ${things.size} things: ${[...things]}`)
    bad(this.said.length > 0, `the console says: ${this.said.join(' · ')}`)
    const seen = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      h1: document.querySelectorAll('h1').length,
      styled: document.querySelectorAll('[style], style, script:not([src])').length,
      links: [...document.querySelectorAll('a[href]')].map((a) => a.href),
      ids: [...document.querySelectorAll('[id]')].map((one) => one.id),
    }))
    bad(seen.lang !== 'fr', `lang is ${seen.lang}`)
    bad(seen.h1 !== 1, `${seen.h1} h1`)
    bad(seen.styled > 0, `${seen.styled} inline styles or scripts`)
    const { pathname } = new URL(page.url())
    const other = this.suite.titles.get(seen.title)
    bad(other && other !== pathname && status === 200, `« ${seen.title} » is also the title of ${other}`)
    if (status === 200) this.suite.titles.set(seen.title, pathname)
    return [...found, ...(await this.#links(seen.links, seen.ids))]
  }

  /** What may differ by width and by colours; and the pictures. */
  async #often(name) {
    const { page, suite } = this
    const found = []
    const file = `${String((suite.pictures += 1)).padStart(2, '0')}-${name.replace(/[^a-z0-9]+/gi, '-')}`
    if (!(await page.evaluate(() => 'axe' in window))) {
      await page.evaluate(AXE)
      await page.evaluate((options) => window.axe.configure({ checks: [{ id: 'color-contrast', options }] }), CONTRAST)
    }
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 })
      // Colours do not depend on the width.
      for (const colorScheme of width === 360 ? ['light', 'dark'] : ['light']) {
        await page.emulateMedia({ colorScheme })
        const violations = await page.evaluate(async (rules) => {
          const { violations } = await window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] })
          return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
        }, RULES[colorScheme])
        found.push(...violations.map((one) => `axe at ${width} px, ${colorScheme}: ${one}`))
        await page.screenshot({ path: path.join(suite.folder, `${file}-${width}-${colorScheme}.png`), fullPage: true })
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 640 })
    const wide = await page.evaluate(() => {
      if (document.documentElement.scrollWidth <= 320) return []
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const over = new Set()
      for (const range = document.createRange(); words.nextNode(); ) {
        range.selectNodeContents(words.currentNode)
        if (range.getBoundingClientRect().right > 320) over.add(words.currentNode.parentElement.outerHTML.slice(0, 120))
      }
      return [document.documentElement.scrollWidth, ...[...over].slice(0, 3)]
    })
    if (wide.length > 0) found.push(`scrolls sideways at 320 px: ${wide.join(' · ')}`)
    await page.setViewportSize({ width: 1280, height: 800 })
    return [...found, ...(await misnamed(page))]
  }

  /** Every link leads to a page, and to its place within the page; each kind of link is followed once. */
  async #links(links, ids) {
    const here = new URL(this.page.url())
    const dead = []
    for (const href of new Set(links)) {
      const { origin, pathname, search, hash } = new URL(href)
      if (origin !== here.origin) continue
      const address = pathname + search
      const kind = address.replace(/FS-[0-9A-Z-]+/, 'FS').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')
      if (address === here.pathname + here.search) this.followed.set(kind, { status: 200, ids })
      else if (!this.followed.has(kind)) {
        // A connection that the server closed after its idle time is opened again.
        const answer = await this.page.request.get(address, { maxRetries: 2 })
        this.followed.set(kind, { status: answer.status(), ids: [...(await answer.text()).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id) })
      }
      const { status, ids: there } = this.followed.get(kind)
      if (status !== 200) dead.push(`the link ${address} answers ${status}`)
      else if (hash && !there.includes(decodeURIComponent(hash.slice(1)))) dead.push(`the link ${address}${hash} finds nothing called ${hash}`)
    }
    return dead
  }
}
