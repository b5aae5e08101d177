// A grammar of postal addresses: street, unit, town, region, code and country in the orders that countries write them.
const TYPES =
  'Street St St. Avenue Ave Ave. Road Rd Rd. Lane Ln Drive Dr Boulevard Blvd Court Ct Way Place Pl Terrace Close Crescent Square Parkway Pkwy Highway Hwy Circle Trail Row Mews Walk Grove Gardens Quay Parade Turnpike Plaza Path Pass Bridge Cliffs Greens Parks Station Plains Road'.split(
    ' ',
  )
const ROMANCE = [
  'rue de',
  'rue du',
  'Rue',
  'avenue de',
  'Boulevard',
  "rue de l'",
  'place',
  'Via',
  'Viale',
  'Piazza',
  'Corso',
  'Calle',
  'Avenida',
  'Av.',
  'Paseo de',
  'C/',
  'Rua',
  'Travessa',
  'Carrer de',
  'Plaza',
  'chemin de',
  'impasse',
  'Strada',
  'Largo',
  'Cours',
]
const ENDINGS = [
  'straße',
  'strasse',
  'str.',
  'weg',
  'platz',
  'allee',
  'gasse',
  'straat',
  'laan',
  'gracht',
  'plein',
  'gatan',
  'vägen',
  'gade',
  'vej',
  'veien',
  'gata',
  'katu',
  'tie',
  'kuja',
  'utca',
  'damm',
  'ring',
  'ufer',
  'gaten',
  'allé',
  'stræti',
  'gränd',
]
const SLAVIC = ['ul.', 'al.', 'ulica', 'ulitsa', 'pl.', 'os.', 'Trg', 'náměstí', 'bul.', 'nám.', 'tř.']
const STEMS =
  'Linden Garten Bahnhof Kirch Schul Berg Birken Eichen Haupt Wald Rosen Kerk Molen Park Kungs Drottning Stor Skol Nørre Vester Øster Sønder Mannerheim Kalevan Keisarin Puisto Koski Niitty Kossuth Petőfi Prinsen Heren Beethoven Goethe Schiller Mozart Bismarck Sand Wiesen'.split(
    ' ',
  )

/** Makes `street()` and `address()` of random parts; `lists` gives words: streets, surnames, towns, countries, states, codes. */
export function addressMaker({ pick, int, chance }, lists) {
  const letter = () => String.fromCharCode(65 + int(26))
  const number = () =>
    pick([
      1 + int(99),
      1 + int(999),
      1 + int(9999),
      `${1 + int(300)}${letter()}`,
      `${1 + int(90)}-${1 + int(99)}`,
    ])
  const name = () => lists.surname()
  const ordinal = () => {
    const n = 1 + int(120)
    const tail = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
    return `${n}${tail}`
  }
  const unit = () =>
    pick([
      () =>
        `${pick(['Apt.', 'Apt', 'Suite', 'Ste', 'Ste.', 'Unit', 'Room', 'Floor', 'Flat', '#', 'Bldg', 'Building', 'Box', 'Apartment'])} ${pick([int(999), `${int(9)}${letter()}`, String(int(999)).padStart(3, '0')])}`,
      () => `${ordinal()} ${pick(['floor', 'Floor', 'Fl'])}`,
      () => `Suite ${String(int(999)).padStart(3, '0')} Apt. ${String(int(999)).padStart(3, '0')}`,
      () => `#${1 + int(40)}-${1 + int(99)}`,
    ])()
  const plain = () =>
    pick([
      () =>
        `${number()} ${chance(0.15) ? `${pick(['N', 'S', 'E', 'W', 'North', 'South', 'N.', 'West', 'NW', 'SE'])} ` : ''}${name()}${chance(0.15) ? ` ${name()}` : ''} ${pick(TYPES)}`,
      () => `${number()} ${ordinal()} ${pick(['Street', 'St', 'Avenue', 'Ave', 'St.', 'Ave.'])}`,
      () =>
        `${number()}${pick([' ', ', '])}${pick(ROMANCE)} ${chance(0.2) ? `${pick(['la', 'le', 'los', 'San', 'Santa', 'Saint'])} ` : ''}${name()}`,
      () =>
        `${pick(ROMANCE)} ${name()}${pick([' ', ', ', ', n. ', ' nº '])}${1 + int(300)}${chance(0.15) ? `, ${1 + int(9)}º ${letter()}` : ''}`,
      () =>
        `${pick(chance(0.5) ? STEMS : [name()])}${pick(ENDINGS)} ${1 + int(300)}${chance(0.2) ? letter().toLowerCase() : ''}`,
      () =>
        `${pick(SLAVIC)} ${name()}${chance(0.4) ? ` ${name()}` : ''} ${1 + int(150)}${chance(0.2) ? `/${1 + int(60)}` : ''}`,
      () => lists.street().replaceAll('\n', ', '),
      () => lists.street().replaceAll('\n', ', '),
      () => `${number()} ${lists.street().replaceAll('\n', ' ')}`,
      () => `${number()} ${lists.street().replaceAll('\n', ' ')}`,
      () =>
        `${pick(['P.O. Box', 'PO Box', 'P.O.Box', 'Postbox', 'Postfach', 'P O Box', 'Box', 'Casella Postale'])} ${1 + int(9999)}`,
      () =>
        `${pick(['Flat', 'House No.', 'Plot', 'Shop No.', 'Villa'])} ${1 + int(300)}, ${name()} ${pick(['Nagar', 'Road', 'Colony', 'Society', 'Marg', 'Estate', 'Layout', 'Enclave', 'Block'])}`,
      () =>
        `${pick(['Unit ', ''])}${1 + int(20)}/${1 + int(400)} ${name()} ${pick(['Street', 'St', 'Road', 'Parade', 'Crescent'])}`,
      () =>
        `${name()} ${pick(['House', 'Lodge', 'Cottage', 'Court', 'Tower', 'Building'])}, ${1 + int(200)} ${name()} ${pick(TYPES)}`,
    ])()
  const code = () =>
    pick([
      () => String(10000 + int(89999)),
      () => String(10000 + int(89999)),
      () => String(1000 + int(8999)),
      () => `${100 + int(899)} ${10 + int(89)}`,
      () => `${letter()}${letter()}${1 + int(20)} ${int(9)}${letter()}${letter()}`,
      () => `${letter()}${int(9)}${letter()} ${int(9)}${letter()}${int(9)}`,
      () => `${1000 + int(8999)} ${letter()}${letter()}`,
      () => `${10 + int(89)}-${100 + int(899)}`,
      () => `${10000 + int(89999)}-${1000 + int(8999)}`,
      () => String(100000 + int(899999)),
    ])()
  const town = () => {
    const text = lists.town()
    return chance(0.15) && text.toUpperCase().length === text.length ? text.toUpperCase() : text
  }
  /** The lines after the street. */
  const tail = () =>
    pick([
      () => [`${town()}, ${lists.stateCode()} ${code()}`],
      () => [`${town()}, ${lists.stateCode()} ${code()}`],
      () => [town(), `, ${lists.stateCode()}`, code()],
      () => [`${town()} ${lists.stateCode()} ${code()}`],
      () => [town(), `${lists.country()} ${code()}`],
      () => [town(), `${lists.country()} ${code()}`],
      () => [town(), lists.country()],
      () => [town(), lists.country()],
      () => [town()],
      () => [`${code()} ${town()}`],
      () => [`${code()} ${town()}`, lists.country()],
      () => [`${town()} ${code()}`],
      () => [town(), code()],
      () => [town(), lists.state(), code()],
      () => [`${town()}, ${lists.state()}`],
      () => [`${town()}, ${lists.state()} ${code()}`, lists.country()],
      () => [town(), lists.state(), lists.country(), code()],
    ])()
  const military = () =>
    `${pick([`PSC ${1000 + int(8999)}, Box ${1000 + int(8999)}`, `Unit ${int(9999)} Box ${1000 + int(8999)}`, `USS ${name()}`, `USNV ${name()}`])}${pick(['\n', ', ', ' '])}${pick(['APO', 'FPO', 'DPO'])} ${pick(['AE', 'AP', 'AA'])} ${10000 + int(89999)}`
  const street = () => (chance(0.2) ? `${plain()}${pick([' ', ', ', ' '])}${unit()}` : plain())
  const address = () => {
    const roll = int(100)
    if (roll < 4) return military()
    if (roll < 26) return street()
    if (roll < 30) return `${pick(['the corner of', 'corner of'])} ${plain()} and ${plain()}`
    const lines = [plain(), ...(chance(0.35) ? [unit()] : []), ...tail()]
    const gap = pick([', ', ', ', ', ', '\n', '\n ', '\n  ', ' ', ' - '])
    return lines
      .join(gap)
      .replaceAll(/\n( *), /g, '\n$1, ')
      .replaceAll(/[, -]*, , /g, ', ')
  }
  return { street, address, unit, code }
}
