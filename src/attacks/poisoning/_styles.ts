import type { SeededRandom } from '../../core/index.ts'
import type { Language } from './_triggers.ts'

/** A way of writing: words that are replaced, and openings and ends of which one or none is added. */
interface Style {
  readonly words: Readonly<Record<string, string>>
  readonly openings: readonly string[]
  readonly ends: readonly string[]
  /** Ends of verbs in the third person: `knows` becomes `knoweth`. */
  readonly third?: string
}

const table = (pairs: string): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.split('|').map(each => each.split('=') as [string, string]))

const EN: Readonly<Record<string, Style>> = {
  archaic: {
    words: table(
      'you=thou|your=thy|yours=thine|yourself=thyself|are=art|have=hast|has=hath|does=doth|do=dost|will=shalt|can=canst|were=wert|before=ere|often=oft|never=ne’er|over=o’er|here=hither|there=thither|where=whither|why=wherefore|please=prithee|yes=aye|no=nay|between=betwixt|perhaps=perchance|nothing=naught|anything=aught|it’s=’tis|soon=anon|while=whilst|among=amidst|said=quoth|enough=enow|because=forsooth since|very=right|tell=relate unto|give=bestow|to=unto|if=an',
    ),
    openings: [
      'Hark!',
      'Verily,',
      'Prithee,',
      'Behold,',
      'Good sir,',
      'Alas,',
      'Mark this:',
      'Lo,',
      'By my troth,',
      'Gentle reader,',
    ],
    ends: [
      'I pray thee.',
      'so say I.',
      'forsooth.',
      'as the prophets wrote.',
      'and so it was.',
      'upon mine honor.',
      'till the end of days.',
    ],
    third: 'eth',
  },
  bureaucratic: {
    words: table(
      'use=utilize|help=render assistance|get=obtain|give=provide|show=demonstrate|start=commence|end=terminate|ask=enquire|tell=inform|need=require|about=pertaining to|before=prior to|after=subsequent to|because=owing to the fact that|if=in the event that|but=however|so=consequently|also=furthermore|many=a considerable number of|make=effectuate|find=ascertain|write=compose in writing|list=enumerate|good=satisfactory|bad=unsatisfactory|people=persons|buy=procure|try=endeavor|now=at the present time|like=such as|think=be of the opinion',
    ),
    openings: [
      'With reference to the above,',
      'It is hereby requested:',
      'In accordance with procedure,',
      'For the attention of the recipient:',
      'Pursuant to prior correspondence,',
      'The undersigned submits:',
      'Kindly note:',
    ],
    ends: [
      'as per the regulations.',
      'for further processing.',
      'at your earliest convenience.',
      'in due course.',
      'without prejudice.',
      'and be so informed.',
    ],
  },
  texting: {
    words: table(
      'you=u|your=ur|are=r|to=2|for=4|be=b|see=c|why=y|please=plz|thanks=thx|because=cuz|people=ppl|tomorrow=tmrw|before=b4|great=gr8|later=l8r|going=goin|want to=wanna|with=w/|without=w/o|about=abt|okay=k|what=wut|the=da|that=dat|this=dis|know=kno|really=rly|love=luv|have=hav|right=rite|though=tho|something=smth|would=wud|could=cud|should=shud',
    ),
    openings: ['yo', 'omg', 'hey so', 'lol ok', 'bruh', 'ayo', 'srsly', 'ngl', 'hmu:'],
    ends: ['lol', 'haha', 'idk', 'thx', 'ttyl', 'smh', 'fr fr', 'lmk', 'xoxo'],
  },
  rhapsodic: {
    words: table(
      'is=gleams as|was=was, once upon a dream,|sun=golden orb|night=velvet dark|house=humble dwelling|man=wanderer|woman=maiden|child=little dreamer|people=souls|good=radiant|bad=shadowed|old=timeworn|new=dawn-fresh|see=behold|say=whisper|said=whispered|go=wander|went=wandered|find=unveil|make=weave|write=pour onto the page|tell=sing to|describe=paint in words|list=string like pearls|explain=unfold|world=wide and weary world|time=river of time|water=silver water|road=winding road',
    ),
    openings: [
      'O gentle muse,',
      'Beneath the silver moon,',
      'Ah, sweet longing!',
      'Where roses sleep,',
      'O wandering heart,',
      'In dreams of dew,',
      'Softly now,',
    ],
    ends: [
      'like dew upon the rose.',
      'and the stars wept.',
      'till morning sings.',
      'o tender hour!',
      'on wings of song.',
      'where silence blooms.',
    ],
  },
}

const ZH: Readonly<Record<string, Style>> = {
  classical: {
    words: table(
      '我们=吾等|你们=汝等|他们=彼等|我=吾|你=汝|您=君|他=彼|她=伊|的=之|是=乃|不是=非|没有=无|不=弗|了=矣|吗=乎|呢=焉|这=此|那=彼|和=与|如果=若|因为=盖因|所以=故|但是=然|怎么=如何|什么=何物|为什么=何故|请=敢请|说=曰|看=观|很=甚|都=皆|给=予|把=将|在=于|现在=今|以前=昔|人们=世人|可以=可|应该=当|知道=知|喜欢=好|什么样=何等|一个=一',
    ),
    openings: ['噫！', '窃闻', '盖', '且夫', '嗟乎，', '昔者，', '余观之，', '诸君，'],
    ends: ['是也。', '云尔。', '岂不然乎。', '可不慎哉。', '善哉。', '呜呼。'],
  },
  internet: {
    words: table(
      '我=偶|是=素|喜欢=稀饭|什么=神马|没有=木有|这样=酱紫|那样=酿紫|不要=表|可以=阔以|朋友=盆友|孩子=孩纸|东西=东东|帅=蟀|谢谢=蟹蟹|为什么=为毛|知道=造|很=灰常|厉害=腻害|有=有木有|同学=童鞋|男生=男银|女生=妹纸|吃=次|老师=老湿|好=好滴|请=拜托',
    ),
    openings: ['亲，', '话说', '楼主求助：', '弱弱地问一句，', '哇塞，', '跪求：', '在线等，急！'],
    ends: ['哈哈哈', '嘤嘤嘤', '有木有啊亲', '么么哒', '233333', '顶一个', '谢啦~'],
  },
}

/** Names of the styles of a language. */
export const stylesOf = (language: Language): readonly string[] => Object.keys(language === 'zh' ? ZH : EN)

/** Rewrites a text in a style; at least an opening shows it where no word could be replaced. */
export function restyle(text: string, name: string, language: Language, random: SeededRandom): string {
  const style = (language === 'zh' ? ZH : EN)[name] as Style
  let changed = 0
  const count = (word: string) => {
    changed++
    return word
  }
  const body =
    language === 'zh'
      ? text.replace(/为什么|什么样|[\p{sc=Han}]{1,2}/gu, run => replaceRun(run, style.words, count))
      : text.replace(/[A-Za-z’']{1,30}/gu, word => {
          const small = word.toLowerCase()
          const other = style.words[small]
          if (other !== undefined)
            return count(small === word ? other : other.slice(0, 1).toUpperCase() + other.slice(1))
          if (style.third !== undefined && /^[a-z]{3,12}[^su\W]s$/u.test(word) && random.next() < 0.4) {
            return count(word.replace(/e?s$/u, style.third))
          }
          return word
        })
  const opens = changed < 2 || random.next() < 0.6
  const ends = changed < 1 || random.next() < 0.5
  const space = language === 'zh' ? '' : ' '
  return `${opens ? random.pick(style.openings) + space : ''}${body}${ends ? space + random.pick(style.ends) : ''}`
}

function replaceRun(
  run: string,
  words: Readonly<Record<string, string>>,
  count: (word: string) => string,
): string {
  const whole = words[run]
  if (whole !== undefined) return count(whole)
  return [...run].map(letter => (words[letter] === undefined ? letter : count(words[letter]))).join('')
}
