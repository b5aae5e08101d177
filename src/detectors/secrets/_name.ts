/** What the name of a variable, field, flag or header says of its value. */
export type NameKind = 'password' | 'secret' | 'maybe' | 'none'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words after the head that say nothing of it. */
const TRAILING = set(
  'value val string str text raw plain plaintext b64 base64 hex encoded bytes default dev prod production staging stage test testing live sandbox local env var variable v old new current prev previous primary secondary main backup tmp temp header field input literal data const constant config setting base',
)

const PASSWORDS = set(
  'password passwd passwort passphrase passcode pass pwd pw psw pswd userpass contrasena senha',
)
const SECRETS = set('secret secrets')
const TOKENS = set('token tokens jwt pat bearer')
const KEYS = set('key keys')
const CREDENTIALS = set('credential credentials creds cred auth authorization authentication')

/** What may stand before `key`, so that it opens something. */
const KEY_OF_A_LOCK = set(
  'api access secret private priv auth authentication authorization encryption encrypt decryption crypt crypto signing sign master license licence service account storage admin subscription consumer client app application rest project integration webhook deploy deployment hmac jwt session shared root user customer merchant partner account publishable personal security org organization team workspace tenant write read management server live cloud aes des rsa ssh ssl tls pgp gpg cookie flask django symmetric wallet payment agent apikey x vault registry push instance org',
)

/** What may stand before `key`, so that it opens nothing. */
const KEY_OF_A_TABLE = set(
  'search s3 public pub primary foreign partition sort hash cache bucket sequence schema natural idx index hot row object dict map group column lookup translation i18n unique composite host known sequence shortcut message event state query registry react list item field property attribute storage config option param header node tree cell sort order data string session lru redis memo arrow enter return tab function modifier press pressed down up left right answer json dataset sample metric class feature label color theme locale lang language tag',
)

/** What may stand before `token`, so that it opens nothing. */
const TOKEN_OF_A_TEXT = set(
  'forward backward authenticity starting request lock change idempotency idempotent update csrf xsrf next page pagination continuation continue public pad eos bos unk mask sep cls start end special stop max min num total prompt completion cancellation cancel lexer syntax sync design text word sub previous current last first image audio vocab input output position punctuation keyword close open comment left right space newline cursor resume scroll antiforgery forgery requestverification verification erc20 erc nft base quote trailing leading the',
)

/** What may stand before `auth` or `pass`, so that it is another word. */
const OTHER_PASSES = set(
  'by bypass compass surpass boarding render first second forward backward single multi low high band season encompass trespass depth fail test to z',
)

const COMPOUND = /^(.{2,24}?)(password|passwd|passphrase|passwort|pwd|secret|token|apikey|key)s?$/
const NOT_COMPOUND = set(
  'monkey turkey donkey hockey whiskey jockey keykey hotkey hickey lackey disney mickey smokey flunkey latchkey lowkey passkey betoken foretoken detoken untoken',
)

const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g

/** Splits `dbPassword`, `DB_PASSWORD`, `db-password` and `dbpassword` into lower-case words. */
export function wordsOf(name: string): string[] {
  const words: string[] = []
  for (const [piece] of name.matchAll(WORDS)) {
    const word = piece.toLowerCase()
    const compound = NOT_COMPOUND.has(word) ? null : word.match(COMPOUND)
    if (compound?.[2] === 'apikey') words.push(compound[1] as string, 'api', 'key')
    else if (word === 'apikey') words.push('api', 'key')
    else if (compound) words.push(compound[1] as string, compound[2] as string)
    else words.push(word)
  }
  return words
}

/** Judges a name by its last telling word and by what stands before it. */
export function nameKind(name: string): NameKind {
  const words = wordsOf(name)
  let last = words.length - 1
  while (last > 0 && (TRAILING.has(words[last] as string) || /^\d+$/.test(words[last] as string))) last--
  const head = words[last]
  if (head === undefined) return 'none'
  const before = words[last - 1] ?? ''
  if (PASSWORDS.has(head))
    return (head === 'pass' || head === 'pw') && OTHER_PASSES.has(before) ? 'none' : 'password'
  if (SECRETS.has(head)) return 'secret'
  if (TOKENS.has(head)) return TOKEN_OF_A_TEXT.has(before) ? 'none' : 'secret'
  if (KEYS.has(head)) {
    if (/s3_?key/i.test(name)) return 'none'
    if (KEY_OF_A_LOCK.has(before))
      return words[last - 2] === 'public' || words[last - 2] === 'pub' ? 'none' : 'secret'
    return KEY_OF_A_TABLE.has(before) ? 'none' : 'maybe'
  }
  if (CREDENTIALS.has(head)) return before === 'with' ? 'none' : 'maybe'
  return 'none'
}
