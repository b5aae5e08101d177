// Names of organizations of many kinds, from word lists; for generate-english.mjs.
import {
  ACRONYMS,
  FAMOUS,
  FIELDS,
  GROUP_HEADS,
  GROUP_TAILS,
  INVENTED_A,
  INVENTED_B,
  SUFFIXES,
} from './_english-words.mjs'

/** With a capital at the beginning. */
export function capital(text) {
  return text.replace(/^\p{Ll}/u, letter => letter.toUpperCase())
}

/** Gives a function that makes a name. */
export function organizationMaker(random, lists) {
  const { pick, int, chance } = random
  const { locales, companies, bigCities, cities, countries, states, known, nouns, adjectives } = lists
  const { initial, firstName, lastName } = lists
  function organizationName() {
    if (chance(0.13)) return coinedName()
    if (chance(0.1)) return compoundName()
    if (chance(0.05)) return `${lastName('en_US')}, ${lastName('en_US')} and ${lastName('en_US')}`
    const roll = random.next()
    const locale = pick(locales)
    const geo = () => pick(chance(0.5) ? bigCities : chance(0.5) ? countries : states)
    if (roll < 0.2 && companies[locale].length) return pick(companies[locale])
    if (roll < 0.3)
      return `${chance(0.5) ? lastName(locale) : capital(pick(INVENTED_A) + pick(INVENTED_B))} ${pick(SUFFIXES)}`
    if (roll < 0.4) return capital(pick(INVENTED_A).toLowerCase() + pick(INVENTED_B))
    if (roll < 0.48) return pick(ACRONYMS)
    if (roll < 0.56) return pick(FAMOUS)
    if (roll < 0.62) return pick(known)
    if (roll < 0.67)
      return chance(0.5)
        ? `University of ${geo()}`
        : `${geo()} ${pick(['University', 'State University', 'College', 'High School', 'Institute of Technology', 'Medical School', 'School of Law'])}`
    if (roll < 0.72)
      return `${pick(['Department', 'Ministry', 'Institute', 'Academy', 'Bureau', 'College', 'Museum', 'School', 'Society'])} of ${pick(FIELDS)}${chance(0.25) ? ` and ${pick(FIELDS)}` : ''}`
    if (roll < 0.8) return `${geo()} ${pick(GROUP_TAILS)}`
    if (roll < 0.84) return `${chance(0.3) ? 'The ' : ''}${pick(GROUP_HEADS)} ${pick(GROUP_TAILS)}`
    if (roll < 0.89)
      return `${geo()} ${pick(['FC', 'United', 'City', 'Police Department', 'Symphony Orchestra', 'Chamber of Commerce', 'City Council', 'General Hospital', 'Times', 'Herald', 'National Guard', 'Port Authority', 'Red Cross'])}`
    if (roll < 0.93)
      return `${pick(['National', 'American', 'International', 'European', 'British', 'Federal', 'Royal', 'United', 'World', 'First', 'General'])} ${pick(FIELDS)} ${pick(['Association', 'Council', 'Agency', 'Administration', 'Union', 'Commission', 'Committee', 'Society', 'League', 'Federation', 'Authority', 'Center', 'Party'])}`
    if (roll < 0.96) return `${lastName(locale)} ${chance(0.5) ? '&' : 'and'} ${lastName(locale)}`
    if (roll < 0.98) return `St. ${firstName('en_US')}'s ${pick(['Hospital', 'Church', 'School', 'College'])}`
    return `${initial()}${initial()}${initial()}`
  }
  /** Names of institutions, clubs and firms with several parts and small words between them. */
  function compoundName() {
    const geo = () => pick(chance(0.5) ? bigCities : chance(0.4) ? cities : chance(0.5) ? countries : states)
    const last = () => lastName(pick(locales))
    const noun = () => capital(pick(nouns))
    const field = () => pick(FIELDS)
    return pick([
      () =>
        `${last()} ${pick(['Institution', 'Institute', 'Foundation', 'Laboratory', 'Museum', 'Observatory', 'Library', 'Clinic'])} of ${chance(0.5) ? geo() : field()}`,
      () =>
        `${pick(['Center', 'Centre', 'Station', 'Institute', 'School', 'Office', 'Council', 'Committee'])} for ${capital(pick(adjectives))} ${field()}`,
      () =>
        `${geo()} ${pick(['River', 'Bay', 'Valley', 'Lake', 'Harbor', 'Mountain', ''])} ${noun()}s`.replace(
          '  ',
          ' ',
        ),
      () => `${pick(['National', 'Central', 'First', 'Royal', 'Commercial', 'Savings'])} Bank of ${geo()}`,
      () =>
        `${geo()} ${pick(['Broadcasting Company', 'Railway', 'Light Railway', 'Tramways', 'Shipping Line', 'Brewing Company', 'Steel', 'Power & Light', 'Water Authority', 'Transit Authority', 'School District', 'Public Library', 'Ballet', 'Philharmonic', 'Historical Society', 'Bar Association'])}`,
      () =>
        `${last()} ${pick(['& Sons', '& Co', '& Company', 'Brothers', 'Bros.', 'and Sons', '& Daughters'])}`,
      () => `${last()} ${noun()}${chance(0.3) ? ` ${pick(SUFFIXES)}` : ''}`,
      () =>
        `${pick(['The ', ''])}${geo()} ${pick(['Observer', 'Chronicle', 'Courier', 'Star', 'Gazette', 'Echo', 'Mercury', 'Examiner', 'Daily News', 'Journal'])}`,
      () =>
        `${capital(pick(adjectives))} ${pick(['Party', 'Alliance', 'Movement', 'Front', 'League', 'Coalition', 'Army', 'Church'])} of ${geo()}`,
      () => `${initial()}${initial()}${initial()}${chance(0.4) ? initial() : ''}`,
      () => `${noun()}${pick(['.com', '.org', '.io', ' 24', ' One', ' Direct', ' Online'])}`,
    ])()
  }
  /** A name made of plain words, as young companies have: `Lendingclub`, `Social Health Insights`. */
  function coinedName() {
    const noun = () => pick(chance(0.8) ? nouns : adjectives)
    const roll = random.next()
    const name =
      roll < 0.35
        ? capital(noun() + noun())
        : roll < 0.45
          ? capital(pick(INVENTED_A).toLowerCase() + noun())
          : roll < 0.55
            ? `${capital(noun())}${pick(INVENTED_B)}`
            : roll < 0.6
              ? `${initial()}${pick(INVENTED_B)}${pick(INVENTED_B)}`
              : roll < 0.66
                ? capital(noun())
                : Array.from({ length: 2 + int(2) }, () => capital(noun())).join(' ')
    return chance(0.25) ? `${name} ${pick(SUFFIXES)}` : name
  }
  return organizationName
}
