// Makes values that look like a person's and belong to none: check digits are right, numbers are drawn.

/** Seeded generator (mulberry32): the sample is the same on every machine. */
export function seeded(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const integer = below => Math.floor(next() * below)
  return {
    next,
    integer,
    pick: items => items[integer(items.length)],
    digits: count => Array.from({ length: count }, () => integer(10)).join(''),
    letters: (count, alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ') =>
      Array.from({ length: count }, () => alphabet[integer(alphabet.length)]).join(''),
  }
}

const REGIONS = ['110105', '310104', '440305', '330106', '510107', '320106', '420106', '610113']

/** 居民身份证号码 with its ISO 7064 MOD 11-2 check character. */
export function chineseId(random) {
  const birth = `${1950 + random.integer(60)}${String(1 + random.integer(12)).padStart(2, '0')}${String(1 + random.integer(28)).padStart(2, '0')}`
  const body = `${random.pick(REGIONS)}${birth}${random.digits(3)}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * weights[at], 0)
  return body + '10X98765432'[sum % 11]
}

export const chineseMobile = random =>
  `1${random.pick(['38', '39', '50', '58', '86', '87', '99', '77'])}${random.digits(8)}`

/** Appends the Luhn check digit. */
export function withLuhn(body) {
  let sum = 0
  for (const [at, digit] of [...body].reverse().entries()) {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return body + ((10 - (sum % 10)) % 10)
}

export const creditCard = random => withLuhn(`4${random.digits(14)}`)
export const unionPay = random => withLuhn(`6222${random.digits(14)}`)

/** German IBAN with its mod 97 check digits. */
export function germanIban(random) {
  const account = random.digits(18)
  let remainder = 0
  for (const digit of `${account}131400`) remainder = (remainder * 10 + Number(digit)) % 97
  return `DE${String(98 - remainder).padStart(2, '0')}${account}`
}

/** US social security number in an assigned range. */
export const socialSecurity = random =>
  `${String(100 + random.integer(560)).padStart(3, '0')}-${String(10 + random.integer(80))}-${1000 + random.integer(8999)}`

/** NHS number with its weighted mod 11 check digit. */
export function nhsNumber(random) {
  for (;;) {
    const body = `4${random.digits(8)}`
    const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
    const check = 11 - (sum % 11)
    if (check === 10) continue
    const whole = `${body}${check === 11 ? 0 : check}`
    return `${whole.slice(0, 3)} ${whole.slice(3, 6)} ${whole.slice(6)}`
  }
}

export const ukMobile = random =>
  `+44 7${random.pick(['4', '5', '7', '8'])}${random.digits(2)} ${random.digits(6)}`
export const usPhone = random =>
  `(${random.pick(['212', '312', '415', '617'])}) ${200 + random.integer(700)}-${random.digits(4)}`
export const recordNumber = random => `MRN-${random.digits(7)}`
export const chineseRecord = random => `${random.pick(['ZY', 'MZ', 'BL'])}${random.digits(8)}`
export const publicAddress = random =>
  `${random.pick([81, 93, 151, 203])}.${random.integer(200) + 20}.${random.integer(250)}.${random.integer(250) + 1}`

/** Secrets are put together here so that none stands in a file under version control as such. */
export const accessKey = random => `AKIA${random.letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`
export const privateKey = random => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const lines = Array.from({ length: 12 }, () => random.letters(64, alphabet))
  return ['-----BEGIN', 'PRIVATE KEY-----']
    .join(' ')
    .concat('\n', lines.join('\n'), '\n', ['-----END', 'PRIVATE KEY-----'].join(' '))
}
export const connectionString = random =>
  `postgresql://clinic_app:${random.letters(6)}${random.digits(4)}xQ@db-${random.integer(9)}.clinic-intern.net:5432/records`

/** Hides ASCII text as Unicode tag characters. */
export const asTags = text =>
  [...text].map(each => String.fromCodePoint(0xe0000 + each.charCodeAt(0))).join('')

/** Hides ASCII text as zero-width bits, eight to a character. */
export const asZeroWidth = text =>
  [...text]
    .map(each =>
      each.charCodeAt(0).toString(2).padStart(8, '0').replaceAll('0', '\u200b').replaceAll('1', '\u200c'),
    )
    .join('')
