// What pages are written in: HTML that a validator finds nothing wrong with.
import { HtmlValidate, StaticConfigLoader } from 'html-validate'

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // Boxes ticked together share one name: it is how programs and browsers send several answers to one question.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
  },
}))

/** What is wrong with a page, a line each. */
export async function mistakes(html) {
  const { results } = await validator.validateString(html)
  const lines = html.split('\n')
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => {
    const there = lines[line - 1]?.slice(Math.max(0, column - 40), column + 100) ?? ''
    return `${ruleId}: ${message} — …${there}…`
  }))
}

/** Reads every page that the visitors of a suite are shown, whatever its status. */
export class Reader {
  #read = []
  #seen = new Set()
  #wrong = new Map()
  pages = 0

  /** Follows a visitor's pages. */
  follow(page) {
    page.on('response', (answer) => {
      const { 'content-type': type = '' } = answer.headers()
      if (answer.request().isNavigationRequest() && type.startsWith('text/html')) this.#read.push(this.#look(answer))
    })
  }

  async #look(answer) {
    const place = `${answer.status()} ${new URL(answer.url()).pathname}`
    let html
    try {
      html = await answer.text()
    } catch (error) {
      // Left before it was whole, it was read by nobody.
      if (/closed|No resource with given identifier|evicted/.test(String(error))) return
      throw error
    }
    const same = html.replace(/name="csrf" value="[^"]*"/g, '')
    if (this.#seen.has(same)) return
    this.#seen.add(same)
    this.pages += 1
    for (const mistake of await mistakes(html)) {
      const places = this.#wrong.get(mistake) ?? []
      this.#wrong.set(mistake, [...places, place])
    }
  }

  /** Every mistake with the pages it is on. */
  async wrong() {
    await Promise.all(this.#read)
    return [...this.#wrong].map(([mistake, places]) => `${[...new Set(places)].slice(0, 4).join(', ')}: ${mistake}`)
  }
}
