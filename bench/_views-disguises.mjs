// Disguises of values, and values of our own making, for bench/views-quality.mjs.

const bytes = text => Buffer.from(text, 'utf8')
const each = (text, write) => [...text].map(write).join('')
const DIGITS_EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const DIGITS_ZH = '零一二三四五六七八九'
const FORMAL_ZH = '零壹贰叁肆伍陆柒捌玖'
const isNumeric = value => /^[\d ()+.-]{7,}[Xx]?$/u.test(value) || /^\d{17}[\dXx]$/u.test(value)
const wrap = (text, width, glue) => text.match(new RegExp(`.{1,${width}}`, 'gsu')).join(glue)
const digitsOf = value => value.replace(/[^\dXx+]/gu, '')

/** Disguises of one value: `write` gives the disguised form, `fits` says which values it is for. */
export const VALUE_DISGUISES = {
  base64: { write: value => bytes(value).toString('base64'), fits: value => value.length >= 11 },
  'base64 url-safe': {
    write: value => bytes(value).toString('base64url'),
    fits: value => value.length >= 11,
  },
  hex: { write: value => bytes(value).toString('hex') },
  'hex 0x': { write: value => `0x${bytes(value).toString('hex')}` },
  'hex spaced': {
    write: value => [...bytes(value)].map(byte => byte.toString(16).padStart(2, '0')).join(' '),
  },
  'hex \\x': {
    write: value => [...bytes(value)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  },
  percent: {
    write: value => each(value, c => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`),
  },
  'percent marks': {
    write: value => encodeURIComponent(value).replace(/\./gu, '%2E'),
    fits: value => /[@+.]/u.test(value),
  },
  'entities decimal': { write: value => each(value, c => `&#${c.codePointAt(0)};`) },
  'entities hex': { write: value => each(value, c => `&#x${c.codePointAt(0).toString(16)};`) },
  'entities bare': { write: value => each(value, c => `&#${c.codePointAt(0)}`) },
  'escapes \\u': { write: value => each(value, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) },
  'escapes \\u{}': { write: value => each(value, c => `\\u{${c.codePointAt(0).toString(16)}}`) },
  'quoted-printable': {
    write: value =>
      [...bytes(value)].map(byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  },
  'full-width': {
    write: value => each(value, c => (/[!-~]/u.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)),
  },
  'mathematical digits': {
    write: value => each(value, c => (/\d/u.test(c) ? String.fromCodePoint(0x1d7ce + Number(c)) : c)),
    fits: value => /\d{3}/u.test(value),
  },
  'circled digits': {
    write: value =>
      each(value, c => (c === '0' ? '⓪' : /\d/u.test(c) ? String.fromCharCode(0x245f + Number(c)) : c)),
    fits: value => /\d{3}/u.test(value),
  },
  'zero-width': { write: value => [...value].join('\u200b') },
  'soft hyphens': { write: value => [...value].join('\u00ad') },
  'look-alikes': {
    write: value => value.replace(/[aeopc]/gu, c => ({ a: 'а', e: 'е', o: 'о', p: 'р', c: 'с' })[c]),
    fits: value => /@/u.test(value) && /[aeopc]/u.test(value),
  },
  'words en': {
    write: value => each(digitsOf(value), c => (/\d/u.test(c) ? `${DIGITS_EN[Number(c)]} ` : `${c} `)).trim(),
    fits: isNumeric,
  },
  'words en, oh': {
    write: value =>
      each(digitsOf(value), c =>
        c === '0' ? 'oh ' : /\d/u.test(c) ? `${DIGITS_EN[Number(c)]} ` : `${c} `,
      ).trim(),
    fits: isNumeric,
  },
  'words en, hyphens': {
    write: value =>
      [...digitsOf(value)].map(c => (c === '+' ? 'plus' : (DIGITS_EN[Number(c)] ?? c))).join('-'),
    fits: isNumeric,
  },
  'words zh': { write: value => each(digitsOf(value), c => DIGITS_ZH[Number(c)] ?? c), fits: isNumeric },
  'words zh 幺': {
    write: value =>
      each(digitsOf(value), c => (c === '1' ? '幺' : c === '0' ? '〇' : (DIGITS_ZH[Number(c)] ?? c))),
    fits: isNumeric,
  },
  'words zh formal': {
    write: value => each(digitsOf(value), c => FORMAL_ZH[Number(c)] ?? c),
    fits: isNumeric,
  },
  'digits and words zh': {
    write: value =>
      [...digitsOf(value)].map((c, i) => (i % 3 === 2 ? (DIGITS_ZH[Number(c)] ?? c) : c)).join(''),
    fits: isNumeric,
  },
  'noise O for 0, l for 1': {
    write: value => value.replace(/0/gu, 'O').replace(/1(?=.*1)/u, 'l'),
    fits: value =>
      isNumeric(value) &&
      /0/u.test(value) &&
      (value.match(/[01]/gu) ?? []).length * 2 < digitsOf(value).length,
  },
  'spread, spaces': { write: value => [...value.replace(/[ ()-]/gu, '')].join(' ') },
  'spread, hyphens': { write: value => [...value.replace(/[ ()-]/gu, '')].join('-') },
  'spread, dots': {
    write: value => [...value.replace(/[ ().-]/gu, '')].join('.'),
    fits: value => !value.includes('@'),
  },
  'line break': {
    write: value =>
      value.includes('@')
        ? value.replace('@', '@\n')
        : `${value.slice(0, value.length >> 1)}\n${value.slice(value.length >> 1)}`,
  },
}

/** Disguises of a whole text, which the value stands in. */
export const TEXT_DISGUISES = {
  'text in base64': text => bytes(text).toString('base64'),
  'text in wrapped base64': text => wrap(bytes(text).toString('base64'), 76, '\r\n'),
  'text in a data URI': text => `<a href="data:text/plain;base64,${bytes(text).toString('base64')}">file</a>`,
  'text in hex': text => bytes(text).toString('hex'),
  'text in percent': text => encodeURIComponent(text),
  'text in \\u escapes': text =>
    each(text, c =>
      c.charCodeAt(0) < 128
        ? c
        : [...Array(c.length).keys()]
            .map(i => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`)
            .join(''),
    ),
  'text in octal': text =>
    [...bytes(text)]
      .map(byte => (byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`))
      .join(''),
  'text in base64 twice': text => bytes(bytes(text).toString('base64')).toString('base64'),
  'text in base64 of percent': text => bytes(encodeURIComponent(text)).toString('base64'),
  'text in percent of base64': text => encodeURIComponent(bytes(text).toString('base64')),
  'text in hex of escapes': text =>
    bytes(each(text, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).toString('hex'),
  'text in percent of entities': text =>
    encodeURIComponent(each(text, c => (/[\w ]/u.test(c) ? c : `&#${c.codePointAt(0)};`))),
}

const luhn = body => {
  let sum = 0
  for (let i = body.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(body[i]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return body + String((10 - (sum % 10)) % 10)
}

/** Values that are valid and nobody's: e-mail, phone, card, IBAN, Chinese resident identity number. */
export function makeValue(type, random) {
  const digit = () => String(Math.floor(random() * 10))
  const digits = count => Array.from({ length: count }, digit).join('')
  const pick = list => list[Math.floor(random() * list.length)]
  switch (type) {
    case 'email':
      return `${pick(['maria', 'li.wei', 'john', 'chen', 'ana', 'tom', 'zhang'])}${pick(['.', '_', ''])}${pick(['lopez', 'w88', 'smith', 'hao', 'k', 'brown'])}${digits(2)}@${pick(['gmail.com', '163.com', 'qq.com', 'outlook.com', 'yahoo.co.uk', 'mail.acme.org'])}`
    case 'phone':
      return pick([
        () => `1${pick(['38', '39', '50', '86', '77', '91'])}${pick(['2', '3', '7'])}${digits(7)}`,
        () => `+86 1${pick(['38', '59', '86'])}${digits(1)} ${digits(4)} ${digits(4)}`,
        () => `(${pick(['212', '415', '312', '617'])}) ${pick(['268', '431', '739'])}-${digits(4)}`,
        () => `+1 ${pick(['212', '415', '312'])} ${pick(['268', '431', '739'])} ${digits(4)}`,
        () => `+44 20 7946 ${digits(4)}`,
      ])()
    case 'credit-card': {
      const number = luhn(`${pick(['4539', '5412', '6225', '4024'])}${digits(11)}`)
      return pick([number, number.replace(/(\d{4})(?=\d)/gu, '$1 ')])
    }
    case 'iban': {
      const body = `37040044${digits(10)}`
      const check = 98n - (BigInt(`${body}131400`) % 97n)
      return `DE${String(check).padStart(2, '0')}${body}`
    }
    case 'national-id': {
      const body = `${pick(['110105', '310104', '440305', '330106'])}19${pick(['70', '85', '92'])}${pick(['01', '07', '11'])}${pick(['03', '15', '27'])}${digits(3)}`
      const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
      const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
      return body + '10X98765432'[sum % 11]
    }
  }
}

/** Sentences with their value at `{}`, by type: with a label and without one that helps. */
export const CARRIERS = {
  email: ['My email is {}, thanks.', '请发到邮箱 {} 即可。', 'Forward it to {} by Monday.', '邮箱：{}'],
  phone: ['My phone number is {} now.', '联系电话：{}，谢谢。', 'Please call {} after six.', '手机号 {}'],
  'credit-card': [
    'Charge my card {} please.',
    '信用卡号：{}。',
    'The card number is {}.',
    '用这张卡 {} 付款',
  ],
  iban: ['Send it to IBAN {} today.', '收款账户 IBAN：{}', 'IBAN: {}', 'bank account {}'],
  'national-id': ['ID number: {}', '身份证号：{}。', '我的身份证是 {}', '证件号码 {}，请核对。'],
}
