// The real binary as a demo on a free port and a throw-away folder: its accounts, its letters, its API.
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parse } from './letter.mjs'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
/** What `cargo build` has made, or the file named in PASSEUR_BINARY: to keep testing one binary while the next is being built. */
const BINARY = process.env.PASSEUR_BINARY ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target'), 'debug/passeur')

/** Asks again and again until `ask` gives something; `what` is missed after `seconds`. */
export async function eventually(what, ask, seconds = 20) {
  for (const end = Date.now() + seconds * 1000; ; await pause(100)) {
    const found = await ask()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`)
  }
}

const freePort = () => new Promise((resolve, reject) => {
  const server = net.createServer().on('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(port))
  })
})

export class House {
  static #all = new Set()

  /** A demo that was filled once and stopped: the others begin as copies of it, as filling one takes seconds. */
  static #filled

  static async #fill() {
    const house = await House.#start(path.join(os.tmpdir(), `passeur-demo-${process.pid}.log`), () => {})
    house.child.kill('SIGTERM')
    await house.ended
    return house
  }

  /** Starts one and waits until it answers; what it logs goes to the file `log`. */
  static async open(log) {
    House.#filled ??= House.#fill()
    const filled = await House.#filled
    const house = await House.#start(log, (folder) => fs.cpSync(filled.folder, folder, { recursive: true }))
    house.before = filled.url
    return house
  }

  static async #start(log, furnish) {
    if (!fs.existsSync(BINARY)) throw new Error(`${BINARY} is missing: cargo build`)
    const house = new House()
    house.log = log
    house.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passeur-demo-'))
    furnish(house.folder)
    house.url = `http://127.0.0.1:${await freePort()}`
    const out = fs.openSync(log, 'w')
    house.child = spawn(BINARY, ['demo', '--dir', house.folder], { ...house.#place(), stdio: ['ignore', out, out] })
    fs.closeSync(out)
    house.ended = new Promise((resolve) => house.child.once('exit', (code, signal) => resolve(signal ?? code)).once('error', resolve))
    house.ended.then(() => { house.over = true })
    House.#all.add(house)
    try {
      await eventually('the demo to answer /healthz', async () => {
        if (house.over) throw new Error(`the demo ended at once:\n${fs.readFileSync(log, 'utf8')}`)
        return fetch(`${house.url}/healthz`).then((answer) => answer.ok, () => false)
      }, 60)
    } catch (error) {
      house.kill()
      throw error
    }
    return house
  }

  /** Where and with what it runs: nothing of the settings of whoever runs the tests, file or environment. */
  #place() {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PASSEUR_.*|DATABASE_URL)$/.test(name)))
    const kept = { DATABASE_URL: `sqlite:${this.folder}/passeur.db`, PASSEUR_SECRET_FILE: `${this.folder}/secret`, PASSEUR_MAIL: `file:${this.folder}/letters` }
    return { cwd: this.folder, env: { ...env, ...kept, PASSEUR_LISTEN: new URL(this.url).host, PASSEUR_BASE_URL: this.url, NO_COLOR: '1' } }
  }

  /** The command line beside it: what it says on standard output. */
  command(...words) {
    return execFileSync(BINARY, words, { ...this.#place(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  }

  static killAll() {
    for (const house of House.#all) house.kill()
  }

  kill() {
    House.#all.delete(this)
    if (!this.over) this.child.kill('SIGKILL')
    fs.rmSync(this.folder, { recursive: true, force: true })
  }

  /** Asks it to stop; throws if it must be forced, or if it logged a failure. */
  async close() {
    this.child.kill('SIGTERM')
    const stopped = await Promise.race([this.ended.then(() => true), pause(20_000, false, { ref: false })])
    this.kill()
    if (!stopped) throw new Error('it did not stop within 20 s')
    const failures = fs.readFileSync(this.log, 'utf8').split('\n').filter((line) => /\bERROR\b|panicked/.test(line))
    if (failures.length > 0) throw new Error(failures.slice(0, 5).join('\n'))
  }

  /** What /demo.json says: `now`, `accounts`, `api_token`, `letters_dir`. */
  async demo() {
    const answer = await fetch(`${this.url}/demo.json`)
    if (!answer.ok) throw new Error(`/demo.json answers ${answer.status}`)
    return answer.json()
  }

  /** Those of the team who log in with a password alone, volunteers first. */
  async team() {
    const { accounts } = await this.demo()
    const found = accounts.filter((one) => one.password && !one.totp_secret)
    return found.sort((a, b) => (b.role === 'volunteer') - (a.role === 'volunteer'))
  }

  /** The letters that arrived at `address`, the newest first. */
  async letters(address) {
    const folder = (await this.demo()).letters_dir
    const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.eml')).sort() : []
    // Letters of the filling were written where it was filled.
    const here = (letter) => ({ ...letter, links: letter.links.map((one) => one.replace(this.before, this.url)) })
    const letters = files.map((name) => here(parse(fs.readFileSync(path.join(folder, name), 'latin1'))))
    return letters.reverse().filter((one) => one.to.includes(address))
  }

  /** The newest letter to `address` whose text contains `words`, once it has arrived. */
  async letter(address, words) {
    return eventually(`a letter to ${address} with ${words}`, async () => (await this.letters(address)).find((one) => one.text.includes(words)))
  }

  /** The API as the agent: the answer's JSON. */
  async api(address, body) {
    const headers = { authorization: `Bearer ${(await this.demo()).api_token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${this.url}/api/v1/${address}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`POST ${address}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }

  /** Does what is asked of the agent until the space `slug` is created; gives its operation. */
  async createSpace(slug, credentials) {
    return eventually(`the order to create ${slug}`, async () => {
      const { operations } = await this.api('operations/leases', { max: 10, seconds: 300 })
      for (const { id, kind, space } of operations) {
        const theirs = { admin_login: 'admin', initial_password: `pour ${space.slug}` }
        const result = kind !== 'create' ? {} : space.slug === slug ? credentials : theirs
        await this.api(`operations/${id}/completion`, { result })
      }
      return operations.find(({ kind, space }) => kind === 'create' && space.slug === slug)
    })
  }
}
