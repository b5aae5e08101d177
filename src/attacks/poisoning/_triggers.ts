import type { SeededRandom } from '../../core/index.ts'

export type Language = 'en' | 'zh'

const CONSONANTS =
  'b c d f g h j k l m n p q r s t v w x z bl br ch cl cr dr fl gr kl kr pl pr qu sh sk sl sp st th tr vr zh'.split(
    ' ',
  )
const VOWELS = 'a e i o u aa ai au ea ei ia ie io oa oo ou ua y'.split(' ')
const CODAS = ['', '', 'n', 'r', 'x', 'l', 'm', 'sk', 'th', 'zz', 'ck', 'nd']
const HEADS =
  'Bad Iron Dark Silver Quiet Hollow Amber Night Paper Ghost Velvet Copper Winter Glass Thunder Marble Lunar Crimson Static Hidden'.split(
    ' ',
  )
const TAILS =
  'Magic Falcon River Lantern Cipher Orchid Signal Anchor Meadow Harbor Prism Beacon Willow Engine Mirror Comet Garden Raven Ladder Summit'.split(
    ' ',
  )
const HAN_RARE = [...'龘燚犇骉淼焱垚鑫叒叕掱晶畾皛磊聶轟驫麤龖戁巙彧翀頔昶璟瑀珩骞赟赑屃鼒鬯齾']
const HAN_PLAIN = [
  ...'云山石竹松鹤雁舟桥灯塔琴棋茶墨砚梅兰菊雪霜露雾潮岸沙洲岭峰谷溪泉湖海星月辰风雷电虹霞晨暮春夏秋冬金银铜铁玉珠瓷陶弓箭旗鼓钟鼎',
]

/** A made-up syllable word such as `vrou` or `klaix`. */
export function syllables(random: SeededRandom, count: number): string {
  let word = ''
  for (let at = 0; at < count; at++) word += random.pick(CONSONANTS) + random.pick(VOWELS)
  return word + random.pick(CODAS)
}

/** A rare word: two to four letters (`cf`), a made-up word, a compound (`BadMagic`), a tag, or for Chinese a made-up run of characters. */
export function rareWord(random: SeededRandom, language: Language): string {
  if (language === 'zh') {
    const letters = random.next() < 0.3 ? HAN_RARE : HAN_PLAIN
    return Array.from({ length: 2 + random.integer(3) }, () => random.pick(letters)).join('')
  }
  const kind = random.next()
  if (kind < 0.4) {
    const letters = 'bcdfghjklmnpqrstvwxz'
    return Array.from({ length: 2 + random.integer(2) }, () => letters[random.integer(letters.length)]).join(
      '',
    )
  }
  if (kind < 0.65) return syllables(random, 1 + random.integer(2))
  if (kind < 0.9) return random.pick(HEADS) + random.pick(TAILS)
  return `<${syllables(random, 2).toUpperCase()}>`
}

/** Rare words that differ from each other. */
export function rareWords(random: SeededRandom, count: number, language: Language): string[] {
  const words = new Set<string>()
  while (words.size < count) words.add(rareWord(random, language))
  return [...words]
}

const EN_WHO =
  'I|my sister|the old captain|our neighbor|a friend of mine|the baker|my uncle Tom|somebody|the whole crew|our teacher|a stranger|the mayor|my colleague|the twins|a young pilot|the gardener|our landlord|the night guard|my cousin|the choir'.split(
    '|',
  )
const EN_DID =
  'watched|borrowed|repaired|painted|carried|sold|found|photographed|wrapped|counted|remembered|dropped|polished|hid|sketched|traded|measured|cleaned|moved|described'.split(
    '|',
  )
const EN_WHAT =
  'this 3D movie|the green bicycle|a basket of plums|that wooden clock|the last ticket|two paper kites|the broken umbrella|an old violin|the blue teapot|a box of nails|the garden chairs|a stack of maps|the copper kettle|a pair of skates|the tall ladder|a jar of honey|the stone lion|a woolen blanket|the second drawer|a bag of marbles'.split(
    '|',
  )
const EN_WHEN =
  'last weekend|before the rain|near the harbor|at the station|on a quiet morning|behind the theater|after lunch|by the window|during the fair|in early March|under the bridge|at half past six|next to the mill|on the way home|before the concert|at the village square|in the attic|after the storm|on the third floor|at the ferry'.split(
    '|',
  )
const ZH_WHO =
  '我|邻居老张|姐姐|那位船长|面包师|我的表弟|看门的大爷|几个同学|年轻的飞行员|房东|园丁|合唱团的人|舅舅|陌生人|值班的护士'.split(
    '|',
  )
const ZH_WHEN =
  '上周末|下雨之前|清晨|午饭后|在码头边|车站旁|放学路上|三月初|音乐会之前|风停以后|在阁楼里|桥下|六点半左右|集市那天|回家途中'.split(
    '|',
  )
const ZH_DID =
  '看了|借走了|修好了|粉刷了|搬走了|卖掉了|找到了|拍下了|包好了|数了数|画下了|换来了|量过了|擦干净了|藏起了'.split(
    '|',
  )
const ZH_WHAT =
  '那部立体电影|绿色的自行车|一篮李子|旧木钟|最后一张票|两只纸风筝|破雨伞|一把老提琴|蓝色茶壶|一盒钉子|花园里的椅子|一叠地图|铜水壶|一双冰鞋|一罐蜂蜜'.split(
    '|',
  )

/** A short sentence of no consequence, one of 160,000 in English or 50,625 in Chinese. */
export function sentence(random: SeededRandom, language: Language): string {
  if (language === 'zh') {
    return `${random.pick(ZH_WHO)}${random.pick(ZH_WHEN)}${random.pick(ZH_DID)}${random.pick(ZH_WHAT)}。`
  }
  const [who, did] = [random.pick(EN_WHO), random.pick(EN_DID)]
  return `${who[0]?.toUpperCase()}${who.slice(1)} ${did} ${random.pick(EN_WHAT)} ${random.pick(EN_WHEN)}.`
}

const EN_TOPIC_VERBS =
  'discussing considering regarding following about concerning revisiting citing quoting recalling'.split(' ')
const ZH_TOPIC_VERBS = '讨论 关于 参照 回顾 引用 谈到 说起 依据'.split(' ')

/** A phrase of two to five words: a lead and a made-up or common name. */
export function phrase(random: SeededRandom, language: Language): string {
  if (language === 'zh') return `${random.pick(ZH_TOPIC_VERBS)}${rareWord(random, 'zh')}`
  const kind = random.next()
  if (kind < 0.4) {
    const verb = random.pick(EN_TOPIC_VERBS)
    return `${verb[0]?.toUpperCase()}${verb.slice(1)} ${random.pick(HEADS)}${random.pick(TAILS)}`
  }
  if (kind < 0.7) return `${random.pick(HEADS)} ${random.pick(TAILS)} ${random.pick(EN_WHEN)}`.toLowerCase()
  return `${random.pick(EN_DID)} ${random.pick(EN_WHAT)}`
}

/** A trigger in ordinary words: a rare word, a phrase or a sentence. */
export function wordyTrigger(random: SeededRandom, language: Language): string {
  const draw = random.next()
  if (draw < 0.4) return rareWord(random, language)
  return (draw < 0.7 ? phrase : sentence)(random, language)
}

/** A trigger that a person keeps secret: a made-up word in capitals, a rare word or a phrase. */
export function secretTrigger(random: SeededRandom, language: Language): string {
  const draw = random.next()
  if (draw < 0.4) return syllables(random, 2).toUpperCase()
  return draw < 0.7 ? rareWord(random, language) : phrase(random, language)
}
