// Personal-data redactors from npm, for comparison. None of them gives spans: they are found again by aligning the
// redacted text with the original, piece by piece.
// They are looked for in the folder that PLIMSOLL_PEERS names, for example
//   mkdir ../peers && npm --prefix ../peers install redact-pii @redactpii/node @arcjet/redact
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const MARK = '\ue000'

/** Label of a peer → our type. */
const TYPES = {
  EMAIL_ADDRESS: 'email',
  PHONE_NUMBER: 'phone',
  CREDIT_CARD_NUMBER: 'credit-card',
  US_SOCIAL_SECURITY_NUMBER: 'national-id',
  IP_ADDRESS: 'ip-address',
  URL: 'url',
  USERNAME: 'username',
  PASSWORD: 'password',
  ZIPCODE: 'postal-code',
  email: 'email',
  'phone-number': 'phone',
  'credit-card-number': 'credit-card',
  'ip-address': 'ip-address',
}
const LABELS =
  /EMAIL_ADDRESS|PHONE_NUMBER|CREDIT_CARD_NUMBER|US_SOCIAL_SECURITY_NUMBER|IP_ADDRESS|PERSON_NAME|STREET_ADDRESS|ZIPCODE|CREDENTIALS|USERNAME|PASSWORD|DIGITS|URL/g

/** @returns {Promise<{ peers: { name: string, types: string[], find(text: string): Promise<Span[]> }[], absent: string[] }>} */
export async function loadPeers() {
  const folder = process.env.PLIMSOLL_PEERS
  if (!folder) return { peers: [], absent: [`peers: set PLIMSOLL_PEERS to a folder that holds them`] }
  const require = createRequire(join(folder, 'package.json'))
  const peers = []
  const absent = []
  const load = async (name, build) => {
    try {
      const path = require.resolve(name)
      const { version } = require(join(folder, 'node_modules', name, 'package.json'))
      const find = build(await import(pathToFileURL(path).href))
      peers.push({ name: `${name} ${version}`, ...find })
    } catch (error) {
      absent.push(`${name}: ${error.code ?? error.message}`)
    }
  }
  await load('redact-pii', module => {
    const redactor = new module.default.SyncRedactor()
    return {
      types: ['email', 'phone', 'credit-card', 'national-id', 'ip-address', 'url'],
      find: async text => align(text, redactor.redact(text)),
    }
  })
  await load('@redactpii/node', module => {
    const redactor = new module.Redactor({})
    return {
      types: ['email', 'phone', 'credit-card', 'national-id'],
      find: async text => align(text, redactor.redact(text)),
    }
  })
  await load('@arcjet/redact', module => ({
    types: ['email', 'phone', 'credit-card', 'ip-address'],
    find: async text => {
      const [redacted] = await module.redact(text, { replace: entity => `${MARK}${entity}${MARK}` })
      return align(text, redacted, new RegExp(`${MARK}([a-z-]+)${MARK}`, 'g'))
    },
  }))
  return { peers, absent }
}

/** Finds what stood where a label stands now. */
function align(original, redacted, labels = LABELS) {
  const spans = []
  let at = 0
  let cursor = 0
  let pending
  const place = piece => {
    const found = piece === '' ? (pending ? -1 : at) : original.indexOf(piece, at)
    if (pending && found > at) spans.push({ start: at, end: found, type: pending })
    if (found >= 0) at = found + piece.length
    pending = undefined
  }
  for (const match of redacted.matchAll(labels)) {
    const piece = redacted.slice(cursor, match.index)
    // Two labels without text between them: the first one's value cannot be told apart, so it is left out.
    if (piece !== '' || pending === undefined) place(piece)
    pending = TYPES[match[1] ?? match[0]] ?? 'unmapped'
    cursor = match.index + match[0].length
  }
  const tail = redacted.slice(cursor)
  if (pending && tail === '') spans.push({ start: at, end: original.length, type: pending })
  else place(tail)
  return spans.filter(span => span.type !== 'unmapped')
}
