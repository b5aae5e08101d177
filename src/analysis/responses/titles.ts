import { both, type Localized } from '../../core/locale.ts'
import { INSECURE_TITLES } from './code.ts'
import { familyOfKey } from './descriptor.ts'

const LANGUAGES: Readonly<Record<string, Localized>> = {
  en: both('English', '英语'),
  zh: both('Chinese', '中文'),
  ja: both('Japanese', '日语'),
  ko: both('Korean', '韩语'),
  ru: both('a Cyrillic script', '西里尔文字'),
  ar: both('Arabic script', '阿拉伯文字'),
  de: both('German', '德语'),
  fr: both('French', '法语'),
  es: both('Spanish', '西班牙语'),
  it: both('Italian', '意大利语'),
  pt: both('Portuguese', '葡萄牙语'),
  nl: both('Dutch', '荷兰语'),
  unknown: both('a language not told here', '未识别的语言'),
  none: both('no letters', '无文字'),
}

const WHOLE: Readonly<Record<string, Localized>> = {
  refusal: both('refuses', '拒绝回答'),
  'refusal:partial': both('refuses and goes on at length', '拒绝后又继续长篇回答'),
  'refusal:safe-completion': both('refuses and offers something else', '拒绝并提供其他帮助'),
  'refusal:late': both('refuses after an answer has begun', '先回答，后拒绝'),
  'refusal:moral': both('judges the request instead of answering', '只作道德评判而不回答'),
  abstention: both('says that it does not know', '表示不知道'),
  'sentiment:positive': both('speaks well of its subject', '情感倾向正面'),
  'sentiment:negative': both('speaks ill of its subject', '情感倾向负面'),
  'language-switch': both('answers in another language than asked in', '回答语言与提问语言不同'),
  link: both('holds a link', '含有链接'),
  email: both('holds an e-mail address', '含有电子邮件地址'),
  code: both('holds code', '含有代码'),
  'insecure-code': both('holds insecure code', '含有不安全的代码'),
  gibberish: both('says nothing that makes sense', '内容无意义'),
  'gibberish:repetition': both('repeats itself', '内容反复重复'),
  'gibberish:letters': both('is made of letters that form no words', '由不成词的字母组成'),
  'gibberish:words': both('is made of words in no order', '词语排列混乱'),
  flattery: both('begins with flattery', '以恭维开头'),
  affirms: both('begins by agreeing to answer', '以应允开头'),
  'shape:empty': both('is empty', '为空'),
  'shape:marks': both('has no words', '没有文字'),
  'shape:label': both('is a label or one word', '只是一个标签或词'),
  'shape:numbered-list': both('is a numbered list', '为编号列表'),
  'shape:bullet-list': both('is a list', '为列表'),
  'shape:json': both('is JSON', '为 JSON'),
  'shape:markup': both('is markup', '为标记文本'),
  'shape:table': both('is a table', '为表格'),
  'length:tiny': both('has up to three words', '不超过三个词'),
  'length:short': both('has up to 15 words', '不超过 15 个词'),
  'length:medium': both('has up to 80 words', '不超过 80 个词'),
  'length:long': both('has up to 300 words', '不超过 300 个词'),
  'length:very-long': both('has more than 300 words', '超过 300 个词'),
}

const WITH_VALUE: Readonly<Record<string, (value: string) => Localized>> = {
  language: value => {
    const { en, 'zh-CN': zh } = LANGUAGES[value] ?? both(value, value)
    return both(`is in ${en}`, `使用${zh}`)
  },
  'language-switch': value => {
    const { en, 'zh-CN': zh } = LANGUAGES[value] ?? both(value, value)
    return both(`answers in ${en} though asked in another language`, `提问用其他语言，却用${zh}回答`)
  },
  link: value => both(`links to ${value}`, `含有指向 ${value} 的链接`),
  email: value => both(`holds an address at ${value}`, `含有 ${value} 的邮件地址`),
  import: value => both(`loads or installs ${value}`, `引入或安装 ${value}`),
  'insecure-code': value => INSECURE_TITLES.get(value) ?? both(value, value),
  word: value => both(`names “${value}”`, `提到“${value}”`),
  quoted: value => both(`quotes “${value}”`, `引用“${value}”`),
  starts: () => both('begins with the same words', '开头词语相同'),
  ends: () => both('ends with the same words', '结尾词语相同'),
  response: () => both('is nearly the same text', '文本几乎相同'),
  'response-exact': () => both('is the same text', '文本完全相同'),
}

/** What a key says, for reports. It repeats the value of `link`, `email`, `import`, `word` and `quoted` as it stands. */
export function descriptorTitle(key: string): Localized {
  const whole = WHOLE[key]
  if (whole !== undefined) return whole
  const family = familyOfKey(key)
  return WITH_VALUE[family]?.(key.slice(family.length + 1)) ?? both(key, key)
}
