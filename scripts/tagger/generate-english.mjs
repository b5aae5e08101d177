#!/usr/bin/env node
// Writes synthetic labelled English text of many styles.
//   node generate-english.mjs GAZETTEERS.json OUT.jsonl COUNT SEED train|held-out|all [TEMPLATES.jsonl]
// Every style has its own templates; the values come from the word lists, of which a fifth is held out. TEMPLATES.jsonl
// adds rows {"masked"} with {{PERSON}}-like marks (presidio-research, MIT).
import { readFileSync, writeFileSync } from 'node:fs'
import { addressMaker } from './_english-addresses.mjs'
import { DOCUMENTS } from './_english-documents.mjs'
import { KNOWLEDGE } from './_english-knowledge.mjs'
import { BRANDS, namelessMaker, SPOTS, STARS, TEAMS } from './_english-known.mjs'
import { capital, organizationMaker } from './_english-organizations.mjs'
import { socialLetters, socialTemplate } from './_english-social.mjs'
import { STYLES } from './_english-templates.mjs'
import {
  DAYS,
  FIELDS,
  GEO,
  HONORIFICS,
  INVENTED_A,
  INVENTED_B,
  MONTHS,
  PARTIES,
  REGIONS,
  RELIGIONS,
} from './_english-words.mjs'
import {
  ADDRESS,
  expand,
  forPart,
  NRP,
  ORGANIZATION,
  PERSON,
  PLACE,
  randomOf,
  readLines,
  TITLE,
} from './_shared.mjs'

const [gazetteers, out, count, seed, part, extra] = process.argv.slice(2)
const g = JSON.parse(readFileSync(gazetteers, 'utf8'))
const random = randomOf(Number(seed))
const { pick, int, chance } = random

const locales = Object.keys(g.given).filter(
  each =>
    (g.surname[each]?.length ?? 0) > 20 &&
    (part === 'all' ||
      g.heldOutLocales.includes(each) === (part === 'held-out') ||
      (part === 'held-out' && chance(0.3))),
)
const given = Object.fromEntries(locales.map(each => [each, forPart(g.given[each], part)]))
const surname = Object.fromEntries(locales.map(each => [each, forPart(g.surname[each], part)]))
const censusGiven = forPart(g.censusGiven, part)
const censusSurname = forPart(g.censusSurname, part)
const commonSurname = forPart(g.censusSurname.slice(0, 4000), part)
const cities = forPart(g.cities, part)
const bigCities = forPart(g.cities.slice(0, 3000), part)
const countries = g.countries.filter(each => !/,/.test(each))
const fakeCities = forPart(
  locales.flatMap(each => g.fakeCities[each] ?? []),
  part,
)
const companies = Object.fromEntries(locales.map(each => [each, forPart(g.companies[each] ?? [], part)]))
const addresses = Object.fromEntries(locales.map(each => [each, forPart(g.addresses[each] ?? [], part)]))
const streets = Object.fromEntries(locales.map(each => [each, forPart(g.streets[each] ?? [], part)]))
const jobs = forPart(g.jobs, part).map(each => (chance(0.8) ? each.split(',')[0] : each))
const demonyms = [
  ...new Set([...g.nationalities.filter(each => !/ or /.test(each)), ...g.compromise.Demonym.map(capital)]),
]
const organizations = g.compromise.Organization.concat(g.compromise.SportsTeam).map(each =>
  each.replace(/(^|[\s-])\p{Ll}/gu, x => x.toUpperCase()),
)
const known = forPart(organizations, part)
const nouns = g.compromise.Singular.filter(each => /^[a-z]{3,9}$/.test(each))
const adjectives = g.compromise.Adjective.filter(each => /^[a-z]{3,9}$/.test(each))

const initial = () => String.fromCharCode(65 + int(26))

function firstName(locale) {
  return chance(0.35) || !given[locale]?.length ? pick(censusGiven) : pick(given[locale])
}
function lastName(locale) {
  const list = surname[locale] ?? []
  if (chance(0.4)) return pick(chance(0.5) ? commonSurname : censusSurname)
  const name = pick(list.length ? list : censusSurname)
  return chance(0.04) ? `${name}-${pick(list.length ? list : censusSurname)}` : name
}
const PARTICLES = [
  'van',
  'de',
  'von',
  'van der',
  'della',
  'da',
  'de la',
  'di',
  'bin',
  'al',
  'du',
  'Mac',
  'St.',
  'ter',
]
function fullName(locale = pick(locales)) {
  const roll = random.next()
  const first = firstName(locale)
  let last = lastName(locale)
  if (chance(0.05)) last = `${pick(PARTICLES)} ${last}`
  if (chance(0.015)) last = `O'${capital(last)}`
  if (roll < 0.72) return `${first} ${last}`
  if (roll < 0.8) return `${first} ${initial()}. ${last}`
  if (roll < 0.82) return `${first} ${initial()} ${last}`
  if (roll < 0.87) return `${first} ${firstName(locale)} ${last}`
  if (roll < 0.9) return `${initial()}. ${last}`
  if (roll < 0.92) return `${initial()}. ${initial()}. ${last}`
  if (roll < 0.94) return `${first}-${firstName(locale)} ${last}`
  if (roll < 0.96) return `${first} ${last} ${pick(['Jr.', 'Jr', 'III', 'Sr.', 'II'])}`
  if (roll < 0.98) return `${first} ${last} ${lastName(locale)}`
  return `${initial()}.${initial()}. ${last}`
}
function recase(text) {
  return text
}
function placeName() {
  const roll = random.next()
  if (roll < 0.3) return pick(bigCities)
  if (roll < 0.45) return pick(cities)
  if (roll < 0.68) return pick(countries)
  if (roll < 0.78) return pick(g.states)
  if (roll < 0.84) return pick(REGIONS)
  if (roll < 0.9) return pick(fakeCities)
  if (roll < 0.92) return pick(g.counties)
  if (roll < 0.96) return `${chance(0.4) ? lastName('en_US') : pick(cities)} ${pick(GEO)}`
  if (roll < 0.98)
    return `${pick(['North', 'South', 'East', 'West', 'New', 'San', 'Fort', 'Port', 'Saint', 'Mount', 'Lake', 'Upper', 'Lower'])} ${pick(chance(0.5) ? cities : commonSurname)}`
  return pick([
    'the Netherlands',
    'the United States',
    'the Middle East',
    'the Bahamas',
    'the Philippines',
    'the Bronx',
    'the Soviet Union',
  ]).slice(4)
}
const organizationName = organizationMaker(random, {
  locales,
  companies,
  bigCities,
  cities,
  countries,
  states: g.states,
  known,
  nouns,
  adjectives,
  initial,
  firstName,
  lastName,
})
const postal = addressMaker(random, {
  street: () => pick(streets[pick(locales)] ?? Object.values(streets).find(each => each.length)),
  surname: () => (chance(0.6) ? pick(commonSurname) : lastName(pick(locales))),
  town: () => pick(chance(0.5) ? cities : fakeCities),
  country: () => (chance(0.2) ? `${pick(countries)} (${pick(demonyms)})` : pick(countries)),
  state: () => pick(g.states),
  stateCode: () =>
    chance(0.8) ? pick(g.stateCodes) : `${initial()}${initial()}${chance(0.3) ? initial() : ''}`,
})
const postcode = () =>
  pick([
    `${10000 + int(89999)}`,
    `${1000 + int(8999)}`,
    `${initial()}${initial()}${int(99)} ${int(9)}${initial()}${initial()}`,
  ])
function oneLineStreet(locale) {
  const street = streets[locale]?.length
    ? pick(streets[locale])
    : pick(streets.en_US ?? Object.values(streets).find(each => each.length))
  return chance(0.12)
    ? `${street} ${pick(['Apt.', 'Suite', 'Unit', 'Floor', 'Room'])} ${1 + int(999)}`
    : street
}
function addressText() {
  if (chance(0.65)) return postal.address()
  const locale = pick(locales)
  const roll = random.next()
  if (roll < 0.45 && addresses[locale]?.length) {
    const address = pick(addresses[locale])
    return chance(0.5) ? address : address.replaceAll('\n', chance(0.7) ? ', ' : ' ')
  }
  if (roll < 0.6) return oneLineStreet(locale)
  if (roll < 0.68)
    return `${int(900)} ${oneLineStreet(locale)}\n ${pick(['Suite', 'Apt.', 'Unit', 'Building', 'P.O. Box'])} ${int(999)}\n ${pick(chance(0.5) ? cities : fakeCities)}\n ${pick(countries)} ${postcode()}`
  if (roll < 0.76)
    return `${1 + int(9999)} ${pick(commonSurname)} ${pick(['Street', 'St', 'St.', 'Avenue', 'Ave', 'Ave.', 'Road', 'Rd', 'Lane', 'Drive', 'Blvd', 'Boulevard', 'Court', 'Way', 'Place', 'Terrace', 'Close', 'Crescent', 'Square'])}${chance(0.3) ? `, ${pick(['Apt', 'Suite', '#', 'Flat', 'Unit'])} ${1 + int(400)}` : ''}`
  if (roll < 0.88)
    return `${1 + int(9999)} ${pick(commonSurname)} ${pick(['Street', 'Avenue', 'Road', 'Drive', 'Lane', 'Blvd'])}, ${pick(cities)}, ${pick(g.stateCodes)} ${10000 + int(89999)}`
  if (roll < 0.92)
    return `${oneLineStreet(locale)}${pick(['\n', ', ', ' '])}${pick(chance(0.5) ? cities : fakeCities)}${pick(['\n, ', ', ', ' '])}${pick(g.stateCodes)}\n ${pick(countries)} ${postcode()}`
  if (roll < 0.96)
    return `P.O. Box ${1 + int(9999)}${chance(0.5) ? `, ${pick(cities)}, ${pick(g.stateCodes)} ${10000 + int(89999)}` : ''}`
  return `${pick(['1st', '2nd', 'Fifth', 'Main', 'High', 'Park', 'Queen', 'Church'])} ${pick(['Avenue', 'Street', 'Road'])}`
}
function blockText() {
  const street = pick(streets[pick(locales)] ?? Object.values(streets).find(each => each.length)).replaceAll(
    '\n',
    ' ',
  )
  const text = `${chance(0.6) ? `${1 + int(9999)} ` : ''}${street}${chance(0.7) ? `${pick(['\n ', ' ', '\n', ', '])}${pick(['Suite', 'Apt.', 'Apt', 'Unit', 'Building', 'Floor'])} ${1 + int(999)}` : ''}`
  return chance(0.08) ? `${pick(['Suite', 'Apt.'])} ${1 + int(999)} ${1 + int(9999)} ${street}` : text
}
/** An address in lines of its own: the street, then the places. */
function addressBlock() {
  const gap = pick(['\n', '\n ', '\n   '])
  const town = { text: shout(pick(chance(0.5) ? cities : fakeCities)), type: PLACE }
  const street = { text: blockText(), type: ADDRESS }
  const land = { text: pick(countries), type: PLACE }
  const state = { text: pick(g.stateCodes), type: PLACE }
  const code = { text: postcode(), type: ADDRESS }
  return pick([
    [street, gap, town, gap, land, ' ', code],
    [street, gap, town, gap, land, ' ', code],
    [street, gap, town, ', ', state, ' ', code],
    [street, gap, town, gap, land],
    [street, gap, town, ' ', state, ' ', code],
    [street],
    [street, gap, town],
    [street, gap, code, ' ', town],
    [street, gap, town, ', ', land],
    [street, gap, town, gap, state, gap, code],
  ])
}
const shout = text => (chance(0.15) && text.toUpperCase().length === text.length ? text.toUpperCase() : text)
function nrp() {
  const roll = random.next()
  return roll < 0.75 ? pick(demonyms) : roll < 0.9 ? pick(RELIGIONS) : pick(PARTIES)
}
function jobTitle() {
  const job = pick(jobs)
  const roll = random.next()
  return roll < 0.6
    ? job
    : roll < 0.8
      ? job.toLowerCase()
      : pick([
          'CEO',
          'CTO',
          'CFO',
          'President',
          'Director',
          'Vice President',
          'Managing Director',
          'Chairman',
          'Professor',
          'Secretary',
          'Chief Executive Officer',
          'Head of Sales',
          'Senior Engineer',
          'general counsel',
          'branch manager',
        ])
}
const work = () =>
  Array.from({ length: 1 + int(3) }, () => pick(chance(0.6) ? g.compromise.Adjective : g.compromise.Singular))
    .map(capital)
    .join(' ')
const phone = () =>
  pick([
    `+${1 + int(98)} ${int(999)} ${1000 + int(8999)} ${int(999)}`,
    `(${200 + int(799)}) 555-${1000 + int(8999)}`,
    `0${100000000 + int(899999999)}`,
  ])
const date = () =>
  pick([
    `${1 + int(28)} ${pick(MONTHS)} ${1940 + int(85)}`,
    `${pick(MONTHS)} ${1 + int(28)}, ${1940 + int(85)}`,
    `${1 + int(12)}/${1 + int(28)}/${1960 + int(65)}`,
    `${1960 + int(65)}`,
    pick(DAYS),
    pick(MONTHS),
  ])
const stars = forPart(STARS, part)
const brands = forPart(BRANDS, part)
const teams = forPart(TEAMS, part)
const spots = forPart(SPOTS, part)
const nameless = namelessMaker(random, {
  work: () => work(),
  place: () => placeName(),
  last: () => lastName(pick(locales)),
  field: () => pick(FIELDS),
})
/** The style of the row in the making. */
let style = ''
const glued = name => name.replace(/[^\p{L}\p{N}]+/gu, '')
const handle = () =>
  chance(0.65)
    ? `@${pick(censusGiven).toLowerCase()}${pick(['', '_', int(99)])}${pick(INVENTED_B)}`
    : `@${chance(0.2) ? 'Real' : ''}${glued(pick([...pick([stars, brands, teams])]))}${pick(['', '', int(99), '_'])}`
const tag = () =>
  chance(0.6)
    ? `#${pick(g.compromise.Singular)}`
    : `#${glued(pick([() => pick(pick([stars, teams, brands, spots])), work])())}`

/** What fills a mark of a template: labelled, or plain. */
function fill(name, before) {
  const type = (text, kind) => ({ text: recase(text), type: kind })
  switch (name) {
    case 'star':
      return type(pick(stars), PERSON)
    case 'brand':
      return type(pick(brands), ORGANIZATION)
    case 'team':
      return type(
        chance(0.75) ? pick(teams) : chance(0.15) ? pick(bigCities) : organizationName(),
        ORGANIZATION,
      )
    case 'spot':
      return type(pick(spots), PLACE)
    case 'product':
    case 'event':
    case 'law':
    case 'thing':
      return nameless[name]()
    case 'show':
      return nameless.title()
    case 'person':
      if (style === 'social' && chance(0.2)) return type(pick(stars), PERSON)
      return type(chance(0.82) ? fullName() : firstName(pick(locales)), PERSON)
    case 'full':
      return type(fullName(), PERSON)
    case 'first':
      return type(firstName(pick(locales)), PERSON)
    case 'last':
      return type(lastName(pick(locales)), PERSON)
    case 'lastfirst': {
      const locale = pick(locales)
      return type(`${lastName(locale)}, ${firstName(locale)}`, PERSON)
    }
    case 'org':
      if (style === 'social' && chance(0.5)) return type(pick(chance(0.6) ? brands : teams), ORGANIZATION)
      return type(organizationName(), ORGANIZATION)
    case 'place':
      return type(shout(placeName()), PLACE)
    case 'city':
      return type(shout(pick(chance(0.5) ? bigCities : chance(0.5) ? cities : fakeCities)), PLACE)
    case 'country':
      return type(pick(countries), PLACE)
    case 'state':
      return type(pick(g.states), PLACE)
    case 'statecode':
      return type(pick(g.stateCodes), PLACE)
    case 'address':
      return /(?:^|\n[\s>]*)$/.test(before) && chance(0.6) ? addressBlock() : type(addressText(), ADDRESS)
    case 'street':
      return type(oneLineStreet(pick(locales)).replaceAll('\n', ', '), ADDRESS)
    case 'block':
      return type(blockText(), ADDRESS)
    case 'postcode':
      return type(postcode(), ADDRESS)
    case 'streetname':
      return type(`${pick(commonSurname)}${chance(0.3) ? ` ${1 + int(400)}` : ''}`, ADDRESS)
    case 'nrp':
      return type(nrp(), NRP)
    case 'title':
      return type(pick(HONORIFICS), TITLE)
    case 'job':
      return type(jobTitle(), TITLE)
    case 'work':
      return work()
    case 'age':
      return String(1 + int(95))
    case 'number':
      return String(int(chance(0.5) ? 100 : 5000))
    case 'date':
      return date()
    case 'year':
      return String(1900 + int(125))
    case 'phone':
      return phone()
    case 'email':
      return `${pick(censusGiven).toLowerCase()}@${pick(INVENTED_A).toLowerCase()}${pick(INVENTED_B)}.com`
    case 'url':
      return `http://www.${pick(INVENTED_A)}${pick(INVENTED_B)}.com/${int(999)}`
    case 'handle':
      return handle()
    case 'tag':
      return tag()
    case 'noun':
      return pick(g.compromise.Singular)
    case 'nouns':
      return pick(g.compromise.Plural)
    case 'adjective':
      return pick(g.compromise.Adjective)
    case 'verb':
      return pick(g.compromise.Infinitive)
    case 'past':
      return pick(g.compromise.PastTense)
    case 'day':
      return pick(DAYS)
    case 'month':
      return pick(MONTHS)
    case 'card':
      return `${4000 + int(999)}${100000000000 + int(899999999)}`
    default:
      throw new Error(`no such mark: ${name}`)
  }
}

const PRESIDIO = {
  PERSON: 'person',
  FIRST_NAME: 'first',
  ORGANIZATION: 'org',
  GPE: 'place',
  LOCATION: 'place',
  STREET_ADDRESS: 'address',
  NRP: 'nrp',
  AGE: 'age',
  PHONE_NUMBER: 'phone',
  EMAIL_ADDRESS: 'email',
  DATE_TIME: 'date',
  DOMAIN_NAME: 'url',
  ZIP_CODE: 'number',
  CREDIT_CARD: 'card',
  US_SSN: 'number',
  IBAN_CODE: 'card',
  IP_ADDRESS: 'number',
  US_DRIVER_LICENSE: 'card',
}
const extras = extra
  ? [...new Set(readLines(extra).map(row => row.masked))]
      .map(masked =>
        masked
          .replace(/[[\]|]/g, ' ')
          .replace(/\{(?!\{)/g, '(')
          .replace(/\(\{/g, '{{')
          .replace(
            /\{\{(\w+)\}\}/g,
            (_, mark) =>
              `{${mark === 'TITLE' ? (/\{\{TITLE\}\} \{\{PERSON/.test(masked) ? 'title' : 'job') : (PRESIDIO[mark] ?? 'noun')}}`,
          )
          .replace(/\{address\}(?:[\s>?]+\{address\}){1,3}/g, '{block}')
          .replace(/\{place\} \{address\}/g, '{place} {postcode}')
          .replace(/\{address\} (street|St)\b/g, '{streetname} $1'),
      )
      .filter(each => !/\{(?![a-z]+\})/.test(each))
  : []

const rows = []
const styles = { ...STYLES, ...DOCUMENTS, ...KNOWLEDGE }
/** Styles with addresses come more often. */
const names = [...Object.keys(styles), 'letters', 'letters', 'mail', 'chat', 'forms']
while (rows.length < Number(count)) {
  const useExtra = extras.length > 0 && chance(0.2)
  style = chance(0.24) ? 'social' : pick(names)
  let template = useExtra ? pick(extras) : style === 'social' ? socialTemplate(random) : pick(styles[style])
  if (!useExtra && style !== 'social' && chance(0.35))
    template += pick([' ', ' ', '\n']) + pick(styles[style])
  const row = expand(template, random, fill)
  row.style = useExtra ? 'presidio' : style
  const roll = random.next()
  const letters = row.style === 'social' ? socialLetters(random) : 'as-is'
  if (letters !== 'as-is') row.text = letters === 'lower' ? lowered(row.text) : uppered(row.text)
  else if (roll < (row.style === 'tweets' || row.style === 'chat' ? 0.12 : 0.03)) row.text = lowered(row.text)
  else if (roll > 0.975) row.text = uppered(row.text)
  rows.push(chance(0.05) ? quoted(row, pick(['>', '> ', '??? ', '| ', '* ', '    '])) : row)
}
writeFileSync(out, rows.map(row => JSON.stringify(row)).join('\n'))

/** Puts a mark before every line. */
function quoted({ text, spans, ...rest }, mark) {
  const shift = at => at + mark.length * text.slice(0, at).split('\n').length
  return {
    ...rest,
    text: mark + text.replaceAll('\n', `\n${mark}`),
    spans: spans.map(({ start, end, type }) => ({ start: shift(start), end: shift(end), type })),
  }
}
/** Changes case where it does not change lengths. */
function lowered(text) {
  return [...text]
    .map(each => (each.toLowerCase().length === each.length ? each.toLowerCase() : each))
    .join('')
}
function uppered(text) {
  return [...text]
    .map(each => (each.toUpperCase().length === each.length ? each.toUpperCase() : each))
    .join('')
}
