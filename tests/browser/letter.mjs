// Reads a mail as a mail reader does: headers, and the text part of a multipart/alternative.

const bytes = (text, encoding) => Buffer.from(text, encoding).toString('utf8')

/** Quoted-printable (RFC 2045), from and to text; `_` is a space within headers (RFC 2047). */
function unquote(text) {
  return bytes(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1')
}

function words(value) {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, text) => (kind.toLowerCase() === 'b' ? bytes(text, 'base64') : unquote(text.replaceAll('_', ' '))))
}

function part(raw) {
  const end = raw.search(/\r?\n\r?\n/)
  const head = raw.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
  const headers = Object.fromEntries(head.split(/\r?\n/).filter(Boolean).map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  }))
  return { headers, body: raw.slice(end).replace(/^\r?\n\r?\n/, '') }
}

function decode({ headers, body }) {
  switch ((headers['content-transfer-encoding'] ?? '7bit').toLowerCase()) {
    case 'quoted-printable': return unquote(body)
    case 'base64': return bytes(body, 'base64')
    default: return bytes(body, 'latin1')
  }
}

/** A letter from the text of its .eml, read as latin1: `to`, `subject`, `text` on one line, `links` in order, `types` of its parts. */
export function parse(raw) {
  const mail = part(raw)
  const boundary = /boundary="?([^";]+)"?/i.exec(mail.headers['content-type'])?.[1]
  const parts = boundary ? mail.body.split(`--${boundary}`).slice(1, -1).map((one) => part(one.replace(/^\r?\n/, ''))) : [mail]
  const type = (one) => (one.headers['content-type'] ?? 'text/plain').split(';')[0].trim().toLowerCase()
  const plain = parts.find((one) => type(one) === 'text/plain')
  if (!plain) throw new Error(`a letter without a text part: ${parts.map(type)}`)
  const text = decode(plain)
  return {
    to: mail.headers.to,
    subject: words(mail.headers.subject),
    text: text.replace(/\s+/g, ' '),
    links: text.match(/https?:\/\/\S+/g) ?? [],
    types: parts.map(type),
  }
}

/** The link of a letter that contains `path`. */
export function link(letter, path) {
  const found = letter.links.find((one) => one.includes(path))
  if (!found) throw new Error(`no ${path} among the links of « ${letter.subject} »: ${letter.links}`)
  return found
}
