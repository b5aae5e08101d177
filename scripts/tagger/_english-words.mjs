// Words of English that no package lists, for generate-english.mjs.
export const RELIGIONS =
  'Christian Catholic Protestant Muslim Sunni Shia Jewish Buddhist Hindu Sikh Mormon Lutheran Orthodox Islamic Baptist Methodist Anglican Jew Presbyterian Atheist'.split(
    ' ',
  )
export const PARTIES =
  'Republican Democrat Democratic Conservative Labour Communist Socialist Liberal Libertarian Marxist Tory Republicans Democrats Conservatives Communists'.split(
    ' ',
  )
export const ACRONYMS =
  'NATO UN FIFA UEFA BBC CNN NBC FBI CIA NASA IBM NBA NFL NHL MLB UNESCO WHO EU IMF WTO OPEC NYPD MIT UCLA USC LSU IRA PLO ANC SAP AMD HBO ESPN MTV EMI RCA ABC CBS NPR PBS ACLU NAACP WWF WWE UFC IOC NCAA NHS FDA SEC IRS DEA CDC NSA USAF RAF KGB PBS BMW AT&T'.split(
    ' ',
  )
export const FAMOUS =
  'Google Microsoft Apple Facebook Twitter Amazon Sony Nintendo Toyota Honda Ford Boeing Airbus Intel Samsung Nokia Siemens Disney Pixar Netflix Starbucks Walmart Target McDonalds Pepsi Nike Adidas Reuters YouTube Instagram Uber Tesla Spotify Nissan Volkswagen Renault Fiat Ferrari Yahoo eBay PayPal Oracle Cisco Dell HP Xbox Marvel Congress Senate Parliament Pentagon Interpol Hamas Hezbollah Taliban Greenpeace'.split(
    ' ',
  )
export const REGIONS =
  'Europe Asia Africa America Antarctica Oceania Scandinavia Balkans Caribbean Mediterranean Pacific Atlantic Arctic Sahara Himalayas Alps Andes Amazon Danube Rhine Nile Thames Mississippi Siberia Tibet Kashmir Bavaria Tuscany Provence Catalonia Scotland Wales England Britain USA UK U.S. US UAE NYC LA Manhattan Brooklyn Harlem Hollywood Broadway Queens Bronx Mars'.split(
    ' ',
  )
export const GROUP_HEADS =
  'Black Red Silver Golden Electric Broken Wild Silent Midnight Crystal Iron Velvet Atomic Lost Dead Burning Royal Savage Neon Crimson Paper Stone Hollow Northern Blue'.split(
    ' ',
  )
export const GROUP_TAILS =
  'Rebels Horses Sisters Kings Machine Orchestra Band Project Brothers Club Experience Collective Tigers Eagles Wolves Sharks Lions Ravens Panthers Bulls Giants Rangers Saints Cowboys Pirates Warriors Knights Rockets Stars Bears Hawks Falcons Angels'.split(
    ' ',
  )
export const FIELDS =
  'Technology Science Medicine Arts Music Education Agriculture Engineering Defense Justice Health Transportation Finance Culture Economics Law Theology Design Commerce Labor Energy Mining Fisheries Aviation'.split(
    ' ',
  )
export const SUFFIXES = [
  'Inc',
  'Inc.',
  'Ltd',
  'Ltd.',
  'LLC',
  'Corp',
  'Corp.',
  'Corporation',
  'Company',
  'Co.',
  'Group',
  'Holdings',
  'Partners',
  'Bank',
  'Records',
  'Pictures',
  'Studios',
  'Entertainment',
  'Press',
  'Airlines',
  'Motors',
  'Industries',
  'Systems',
  'Technologies',
  'Pharmaceuticals',
  'Associates',
  'Brewery',
  'Foods',
  'Energy',
  'Capital',
  'Media',
  'Publishing',
  'Insurance',
  'Railway',
  'Foundation',
  'Trust',
  'Institute',
  'Times',
  'Post',
  'Gazette',
  'Tribune',
  'Herald',
]
export const INVENTED_A =
  'Acu Bio Cyber Data Dyna Eco Fin Gen Hydro Info Inno Lumi Medi Micro Nano Neo Net Nova Omni Opti Pay Quant Robo Snap Syn Tele Trans Uni Vero Vita Xeno Zen Click Open Block Cloud Fleet Loop Mint Task'.split(
    ' ',
  )
export const INVENTED_B =
  'base bit box cast core corp dyne flow force gen graph grid hub lab lens link logic loop lytics mark matic med metrics mind net nomics pulse rise sense shift soft sphere star stream sync tech tel trace tron vault verse vision ware wave works ly ify scape'.split(
    ' ',
  )
export const GEO = [
  'River',
  'Lake',
  'Mount',
  'Bay',
  'Island',
  'Islands',
  'County',
  'Valley',
  'Park',
  'Beach',
  'Bridge',
  'Airport',
  'Square',
  'Hills',
  'Peninsula',
  'Desert',
  'Castle',
  'Forest',
  'Harbour',
  'Province',
  'District',
  'Mountains',
  'Creek',
  'Stadium',
  'Palace',
  'Cathedral',
]
export const HONORIFICS = [
  'Mr.',
  'Mrs.',
  'Ms.',
  'Dr.',
  'Mr',
  'Mrs',
  'Ms',
  'Dr',
  'Miss',
  'Prof.',
  'Professor',
  'Sir',
  'Lord',
  'Lady',
  'Rev.',
  'Sgt.',
  'Capt.',
  'Lt.',
  'Col.',
  'Gen.',
  'Madam',
  'Sen.',
  'Gov.',
  'Rep.',
  'Judge',
  'Father',
  'Sister',
]
export const MONTHS =
  'January February March April May June July August September October November December'.split(' ')
export const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
