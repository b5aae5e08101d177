// Names that people write about in short messages, and capitalised words that name no person, organization or place; for
// generate-english.mjs.
const list = text => text.split(/\s*,\s*/u)

/** Brands, broadcasters, shops, airlines, parties, bands, schools: in running text they are organizations. */
export const BRANDS = list(
  `Verizon, AT&T, Sprint, T-Mobile, Vodafone, Virgin Media, Sky Sports, British Gas, Thames Water, EasyJet, JetBlue, Southwest,
American Airlines, Lufthansa, KLM, Emirates, Qantas, Air Canada, FedEx, UPS, Royal Mail, Best Buy, Home Depot, Costco,
Whole Foods, Trader Joe's, IKEA, Zara, Primark, Tesco, Asda, Lidl, Aldi, Sainsbury's, Marks & Spencer, Boots, Greggs, Costa,
Pret, Subway, Chipotle, Taco Bell, KFC, Burger King, Wendy's, Dunkin, Domino's, Pizza Hut, Chick-fil-A, In-N-Out, Five Guys,
Shake Shack, Cheesecake Factory, Hobby Lobby, Macy's, Nordstrom, Sephora, Kohl's, Victoria's Secret, Lululemon, Adidas,
Under Armour, Reebok, Puma, New Balance, Gucci, Chanel, Hyundai, Kia, Chevy, Jeep, Subaru, Mazda, BMW, Audi, Mercedes,
Porsche, Volvo, Harley Davidson, Exxon, Shell, Chevron, Chase, Citi, HSBC, Barclays, Lloyds, Deutsche Bank, Morgan Stanley,
JP Morgan, Capital One, Visa, Mastercard, Coinbase, Robinhood, Lyft, Airbnb, DoorDash, Deliveroo, Grubhub, LinkedIn, Reddit,
TikTok, Snap, Pinterest, Slack, Dropbox, GitHub, Twitch, Discord, Zoom, Hulu, Netflix, Disney, Warner Bros, Paramount,
Universal, ESPN, Fox News, MSNBC, NBC, CBS, ABC News, PBS, Al Jazeera, Sky News, Channel 5, ITV, BBC Radio 1,
The New York Times, The Washington Post, The Telegraph, The Sun, Daily Mail, The Economist, Forbes, Vogue, Rolling Stone,
Buzzfeed, Vice, Wired, Time magazine, USA Today, Associated Press, Bloomberg, Financial Times, Wall Street Journal,
Lehman Brothers, Enron, Monsanto, Bayer, Moderna, AstraZeneca, Johnson & Johnson, Merck, GlaxoSmithKline, Nestle, Unilever,
Coca Cola, Pepsi, Red Bull, Budweiser, Heineken, Lego, Mattel, Hasbro, EA Sports, Ubisoft, Blizzard, Rockstar, Valve, Huawei,
Xiaomi, LG, HTC, Motorola, Nvidia, Lockheed Martin, Raytheon, Blackwater, Greenpeace, PETA, Amnesty, Oxfam, Red Cross, UNICEF,
the NHS, the IRS, the FBI, the TSA, the NRA, the GOP, the Senate, the White House, the Pentagon, Scotland Yard, the Met, NYPD,
LAPD, Homeland Security, FEMA, the CDC, the WHO, the ECB, the Vatican, Labour, the Tories, UKIP, the SNP, the Lib Dems,
Black Lives Matter, Occupy, Boy Scouts, Peace Corps, Harvard, Yale, Stanford, Princeton, MIT, UCLA, USC, Ohio State,
Penn State, Notre Dame, Duke, Georgetown, Cambridge, LSE, UCL, Texas A&M, Florida State, Bama, Clemson, Baylor, Foo Fighters,
Radiohead, Metallica, Blink 182, Green Day, Linkin Park, Imagine Dragons, Maroon 5, One Direction, Little Mix, BTS, Blackpink,
The Killers, The Strokes, Muse, Paramore, Fall Out Boy, My Chemical Romance, Fleetwood Mac, Pink Floyd, Led Zeppelin,
The Beatles, Queen, Backstreet Boys, Spice Girls, Destiny's Child, Wu-Tang, Outkast, Migos, Daft Punk, The Chainsmokers,
Mumford & Sons, Florence and the Machine`,
)

/** Clubs and national leagues, as fans write them. */
export const TEAMS = list(
  `Heat, Bulls, Knicks, Thunder, Clippers, Warriors, Rockets, Mavs, Nets, Pacers, Hawks, Magic, Wizards, Raptors, Blazers, Jazz,
Suns, Kings, Sixers, Pistons, Bucks, Grizzlies, Pelicans, Nuggets, Timberwolves, Hornets, Cavs, Miami Heat, Chicago Bulls,
New York Knicks, OKC Thunder, Packers, Bears, Vikings, Lions, Giants, Eagles, Redskins, Saints, Falcons, Panthers, Bucs,
Niners, Seahawks, Rams, Cardinals, Patriots, Pats, Jets, Bills, Dolphins, Steelers, Ravens, Browns, Bengals, Colts, Texans,
Titans, Jags, Broncos, Chiefs, Raiders, Chargers, Green Bay Packers, Pittsburgh Steelers, New England Patriots, Mets,
Phillies, Braves, Nationals, Marlins, Cubs, Brewers, Reds, Pirates, Dodgers, Padres, Rockies, Diamondbacks, Orioles, Rays,
Blue Jays, Tigers, Indians, White Sox, Twins, Royals, Astros, Rangers, Angels, Mariners, Athletics, Chicago Cubs,
St. Louis Cardinals, Bruins, Habs, Leafs, Sens, Penguins, Flyers, Caps, Blackhawks, Red Wings, Predators, Blues, Sharks,
Canucks, Oilers, Flames, Canadiens, Man Utd, Man United, Man City, Newcastle, Aston Villa, Villa, West Ham, Leicester,
Southampton, Sunderland, Stoke, Swansea, Norwich, Fulham, QPR, Leeds United, Celtic, Rangers, Hearts, Hibs, Real Madrid,
Barca, Atletico, Valencia, Sevilla, Bayern, Bayern Munich, Dortmund, Schalke, AC Milan, Inter, Roma, Napoli, Lazio, Ajax, PSV,
Benfica, Porto, Galatasaray, Boca, Flamengo, Santos, LA Galaxy, Sounders, NYCFC, Gators, Crimson Tide, Buckeyes, Longhorns,
Sooners, Wolverines, Tar Heels, Blue Devils, Wildcats, Jayhawks, Hoosiers, Seminoles, Huskies, Trojans, Badgers,
Leicester Tigers, Saracens, All Blacks, Wallabies, Springboks, Mumbai Indians, CSK, Yorkshire, Surrey, Collingwood, Essendon,
Broncos, Storm, the NBA, the NFL, MLB, NHL, FIFA, UEFA, the Premier League`,
)

/** People whom everybody knows, by the names that everybody uses. */
export const STARS = list(
  `Justin Bieber, Selena Gomez, Lady Gaga, Katy Perry, Miley Cyrus, Bruno Mars, Eminem, Jay Z, Lil Wayne, Kim Kardashian, Khloe,
Kylie Jenner, Zayn Malik, Niall Horan, Louis Tomlinson, Liam Payne, Adele, Sam Smith, Shawn Mendes, Demi Lovato, Nick Jonas,
Chris Brown, Usher, Frank Ocean, Travis Scott, Post Malone, Billie Eilish, Lizzo, Dua Lipa, Lana Del Rey, Lorde, Pharrell,
Snoop Dogg, Dr. Dre, 2 Chainz, Wiz Khalifa, Mac Miller, Tyler Perry, Kevin Hart, Will Smith, Tom Hanks, Brad Pitt,
Angelina Jolie, Jennifer Lawrence, Leonardo DiCaprio, Ryan Gosling, Emma Stone, Chris Evans, Tom Holland, Zendaya,
Keanu Reeves, Morgan Freeman, Meryl Streep, Oprah, Ellen, Jimmy Fallon, Conan, Stephen Colbert, John Oliver, Jon Stewart,
Piers Morgan, Simon Cowell, Tyra Banks, Paris Hilton, Charlie Sheen, Lindsay Lohan, Britney, Madonna, Cher, Elton John,
Paul McCartney, Mick Jagger, David Bowie, Michael Jackson, Whitney Houston, Prince, Tupac, Biggie, Kurt Cobain, Amy Winehouse,
Joe Biden, Biden, Bernie, Bernie Sanders, Hillary, Hillary Clinton, Bill Clinton, George Bush, Mitt Romney, Paul Ryan,
Nancy Pelosi, Mike Pence, Marco Rubio, Rand Paul, Newt Gingrich, Sarah Palin, Rick Perry, AOC, David Cameron, Theresa May,
Jeremy Corbyn, Tony Blair, Nigel Farage, Ed Miliband, Nick Clegg, Keir Starmer, Putin, Xi Jinping, Macron, Trudeau, Modi,
Assad, Gaddafi, Netanyahu, Erdogan, Kim Jong Un, Pope Francis, the Dalai Lama, Prince William, Kate Middleton, Steve Jobs,
Bill Gates, Elon Musk, Zuckerberg, Jeff Bezos, Julian Assange, Edward Snowden, Kobe, Kobe Bryant, Steph Curry, Kevin Durant,
KD, Russell Westbrook, Dwyane Wade, Shaq, Jordan, Tom Brady, Brady, Peyton Manning, Tebow, Tim Tebow, Aaron Rodgers,
Drew Brees, Cam Newton, Gronk, Marshawn Lynch, Colin Kaepernick, Mahomes, Eli, Derek Jeter, A-Rod, Mike Trout, Ichiro,
David Ortiz, Sidney Crosby, Ovechkin, Tiger Woods, Phil Mickelson, Rory McIlroy, Federer, Nadal, Djokovic, Andy Murray, Venus,
Sharapova, Naomi Osaka, Usain Bolt, Michael Phelps, Simone Biles, Mo Farah, Floyd Mayweather, Pacquiao, Conor McGregor,
Ronda Rousey, Wayne Rooney, Rooney, Beckham, Gerrard, Lampard, Torres, Suarez, Ronaldinho, Ibrahimovic, Zlatan, Mbappe,
Haaland, Salah, Harry Kane, Pogba, Mourinho, Wenger, Sir Alex, Guardiola, Lewis Hamilton, Vettel, Dale Jr., Danica Patrick,
John Cena, The Rock, Hulk Hogan, Stephen Hawking, Mandela, Martin Luther King, Gandhi, Lincoln, Shakespeare, Einstein,
Picasso, Jane Austen, Stephen King, J.K. Rowling, George R.R. Martin, Neil deGrasse Tyson`,
)

/** Places as messages call them. */
export const SPOTS = list(
  `NYC, Philly, Vegas, ATL, Chi-town, DC, the Bay Area, SoCal, NorCal, NOLA, Jersey, Cali, the UK, UAE, Dubai, Ibiza, Bali,
Cancun, Disneyland, Disney World, Central Park, Wall Street, Broadway, Times Sq, Heathrow, Gatwick, JFK, LAX, O'Hare,
Penn Station, King's Cross, Camden, Shoreditch, Soho, Brixton, Hyde Park, the O2, Anfield, Old Trafford, Fenway,
Wrigley Field, Yankee Stadium, Staples Center, the White House, Capitol Hill, Tahrir Square, Gaza, Aleppo, Mosul, Kabul,
Fukushima, Haiti, Syria, Ukraine, Crimea, Baltimore, Charlottesville, Standing Rock, Flint, Sandy Hook, Newtown, Boston,
Orlando, Parkland, Route 66, Lake Tahoe, Niagara Falls, Yosemite, Big Sur, Mount Everest, the Alps, Cape Town, Lagos, Nairobi,
Jakarta, Manila, Mumbai, Delhi, Bangalore, Sao Paulo, Buenos Aires`,
)

const PRODUCTS = list(
  `iPhone, iPad, iPod, MacBook, Galaxy S9, Kindle, PlayStation, PS4, Xbox One, Nintendo Switch, Wii, GoPro, Fitbit, AirPods,
Windows 10, Android, iOS 14, Gmail, Siri, Alexa, Photoshop, Excel, PowerPoint, Firefox, Chrome, Call of Duty, Minecraft,
Fortnite, FIFA 19, Mario Kart, Zelda, Pokemon Go, Candy Crush, Angry Birds, Nutella, Oreo, Doritos, Pringles, Skittles,
Snickers, Coke, Gatorade, Advil, Tylenol, Prozac, Viagra, Mustang, Camry, Prius, Civic, F-150, Corolla, Wrangler, Boeing 747,
A380`,
)
const WORKS = list(
  `Star Wars, Harry Potter, The Hunger Games, Twilight, Frozen, Toy Story, The Lion King, Breaking Bad, The Office, Friends,
Grey's Anatomy, The Bachelor, Scandal, Pretty Little Liars, Gossip Girl, Downton Abbey, Doctor Who, Sherlock, Top Gear,
X Factor, Britain's Got Talent, American Horror Story, House of Cards, Orange Is the New Black, Black Mirror,
Dancing with the Stars, The Simpsons, Family Guy, South Park, SpongeBob, Law & Order, Big Brother, Love Island, The Crown,
Titanic, The Dark Knight, Fight Club, Pulp Fiction, The Notebook, Mean Girls, Grease, Jaws, The Great Gatsby, Hamlet, 1984,
Moby Dick, Bohemian Rhapsody, Thriller`,
)
const EVENTS = list(
  `Super Bowl, World Cup, World Series, the Olympics, Champions League final, Wimbledon, the Masters, Stanley Cup, March Madness,
the Oscars, the Grammys, VMAs, Golden Globes, Eurovision, Glastonbury, Burning Man, Mardi Gras, Oktoberfest, Black Friday,
Cyber Monday, Christmas Eve, New Years Eve, Halloween, Thanksgiving, Easter, Ramadan, Diwali, Hanukkah, St Patricks Day,
Mother's Day, Valentine's Day, Labor Day, Memorial Day, Cinco de Mayo, Brexit, Covid, World War II, the Cold War, Civil War,
Great Depression, Renaissance, Black Death, Hurricane Sandy, Watergate, Comic Con, Fashion Week, Earth Day, Election Day, Y2K`,
)
const HEADS = {
  law: 'Act,Amendment,Treaty,Bill,Accord,Protocol,Code,Doctrine,Convention,Agreement,Charter,Resolution,Plan,Reform,Constituency'.split(
    ',',
  ),
  event:
    'Classic,Open,Cup,Championship,Championships,Grand Prix,Marathon,Festival,Awards,Tour,Draft,Playoffs,Symposium,Conference,Exhibition,Games,Derby,Trophy,Final,Rally,Season,Summit'.split(
      ',',
    ),
  thing:
    'Program,Project,System,Method,Theorem,Effect,Syndrome,Disease,Theory,Test,Scale,Index,Engine,Protocol,Virus,Edition,Version,Series,Award,Prize,Medal,Scholarship,Fellowship,Chair,Line,Express,Diet,Sauce,Cheese,Terrier'.split(
      ',',
    ),
}

/** Makes what is written with capitals and is no person, organization or place. */
export function namelessMaker({ pick, chance }, { work, place, last, field }) {
  const lead = () => pick([work, () => field(), () => `${field()} ${pick(['and', '&'])} ${field()}`, last])()
  return {
    product: () => pick(PRODUCTS),
    title: () => (chance(0.6) ? pick(WORKS) : work()),
    event: () =>
      chance(0.45)
        ? pick(EVENTS)
        : `${chance(0.3) ? `${pick(['National', 'International', 'World', 'European', 'Annual', 'Grand', 'Junior', 'Royal'])} ` : ''}${lead()} ${pick(HEADS.event)}`,
    law: () => `${lead()} ${pick(HEADS.law)}`,
    thing: () => `${chance(0.5) ? lead() : last()} ${pick(HEADS.thing)}`,
    tongue: place,
  }
}
