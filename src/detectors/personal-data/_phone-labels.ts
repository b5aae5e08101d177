import { both, type DetectInput, type Move } from '../../core/index.ts'
import { fieldWords, labelNear, lastIndexOf, ownLabel, topicNear } from '../_context.ts'

/** Words that name a telephone number. */
const STRONG =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:(?:tele|cell|smart|mobile ?)?phones?|telephone|tel|tels|tlf|mobiles?|mob|cell(?:ular)?|hand ?phone|fax(?:es)?|telefax|hot ?line|help ?line|land ?line|whats ?app|viber|pager|beeper|sms|desk|extension|switchboard|toll[- ]?free|(?:contact|callback|call back|emergency|direct|office|home|work|daytime) (?:no|number|nr|line)|(?:my|his|her|their|your|our)(?: (?:new|old|own|personal|private|work|home|other))? (?:number|no|digits)|ph|telefon\w*|telefoon\w*|t[eé]l[eé]fono?s?|t[eé]l[eé]phone|t[eé]l|m[oó]vil|celular(?:es)?|cellulare|portable|gsm|handy|mobil\w*|telemóvel|telefone|fono|fone|puhelin|numer telefonu|komórka|тел(?:ефон)?|моб(?:ильный)?|τηλ(?:έφωνο)?)(?![\p{Lu}\p{Ll}\p{N}])|电话|電話|手机|手機|座机|固话|宅电|总机|传真|傳真|热线|熱線|联系方式|聯絡|致电|致電|拨打|撥打|来电|来電|话机|携帯|전화|휴대폰|연락처|팩스/iu
/** Words that ask for a call or a message, and vague words for numbers. */
const WEAK =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:call(?:ed|ing|s)?|dial(?:ed|ing|led|ling)?|ring|rang|phon(?:ed|ing)|reach(?:ed|able)?|contact(?:ed|s|ing)?|text(?:ed|ing)?|answer(?:ed|ing)?|messages?|messaged|line|registered|verification|otp|whatsapped|anrufen|rufnummer|appel(?:er|ez)|llam(?:ar|e|ame)|chiam(?:are|i))(?![\p{Lu}\p{Ll}\p{N}])|联系|聯繫|拨|撥|打给|呼叫|短信|咨询|客服|转/iu
/** Words near a number that may be one to call. */
const TOPIC =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:phones?|telephone|tel|mobile|cell ?phone|fax|call(?:s|ed|ing)?|dial\w*|reach|contact(?:s|ed)?|text(?:s|ed|ing)? (?:me|us|him|her)|messages?|voicemail|sms|whatsapp|hot ?line|e-?mail|telefon\w*|tel[eé]fono|t[eé]l[eé]phone|appel\w*|anruf\w*|llam\w+|chiam\w+)(?![\p{Lu}\p{Ll}\p{N}])|电话|手机|联系|拨打|致电|客服|短信/iu
/** Words for numbers of any kind: they count only where nothing else says what the number is. */
const VAGUE = /\b(?:number|no|nr|num|nummer|numéro|número|numero|numer|номер)\b|号码|號碼|号$/iu
/** The keys of a signature: `T: …`, `M. …`. */
const INITIAL = /(?:^|[\s|•·,;])(?:[tmpfocdwh]|hp|wa|mob|ph)[.:]\s*(?:\(?\+)?$/iu
/** Numbers of other kinds. */
const OTHER =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:orders?|invoice|tracking|shipment|account|acct|a\/c|routing|cards?|iban|serial|model|part|sku|isbn|issn|doi|pmid|ref(?:erence)?|ticket|case|claim|policy|member(?:ship)?|customer|employee|student|ids?|zip|postal|postcode|passport|licen[cs]e|registration|company|address(?:es)?|suite|street|room|ssn|social security|tax|vat|ein|imei|version|lot|batch|lat(?:itude)?|lon(?:g|gitude)?|coordinates?|pages?|pp|vol(?:ume)?|patent|population|price|total|amount|timestamp|date|dob|born|flight|hash|port|code|pin|score|chapter|section|casrn|cas|nct|grant|contract|docket|bill|barcode|upc|ean|routing|swift|bsb|sort|compte|konto\w*|cuenta|conto|rekening\w*|volume|issue|isin|modulo|prime|equation|sum|result|lotter\w*|lotto|draws?|drawn)(?![\p{Lu}\p{Ll}\p{N}])|订单|单号|编号|账号|帐号|账户|卡号|身份证|证号|证件|税号|流水|邮编|金额|工号|学号|车牌|版本|日期|时间|价格|批号|条码|专利|文号|验证码|序列号|型号|QQ/iu
/** What follows a quantity. */
export const UNIT =
  /^\s?(?:%|°|[€£$¥₹]|(?:km|kg|mg|ml|cm|mm|m[²2³3]|ft|lbs?|hours?|hrs?|days?|weeks?|months?|years?|people|persons|inhabitants|residents|votes|voters|times|dollars|euros|pounds|usd|eur|gbp|bytes|kb|mb|gb|pages|words|units|shares|tons?|tonnes|miles|acres|hectares|million|billion|thousand|percent|points)\b|元|米|年|月|日|天|人|万|亿|次|岁|美元|平方|公里|公斤|吨|件|个|名|户|票|%|％|号(?!码|联|[,，。;；\s)]|$))/iu
export const CURRENCY = /(?:[€£$¥₹]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|INR|Rs\.?))\s?$/u

/** Labels tied to a number by a mark: `555-0147-Office`, `fax/555-0147`. */
export const LABEL_AFTER =
  /^[-/_.](?:(?:tele|cell)?phone|mobile|cell|fax|office|home|work|tel|direct|main|desk|voice|ext|[hwcmofpt])(?![\p{L}\p{N}])/iu
export const LABEL_BEFORE = /(?:phone|mobile|cell|fax|office|home|work|tel|direct|main|desk|ph|mob)[-/_.]$/iu
/** A short number needs its label right beside it, or the field to name it. */
export const isLabelAdjacent = (input: DetectInput, start: number, end: number) =>
  ADJACENT.test(ownLabel(input, start)) ||
  STRONG.test(fieldWords(input.field)) ||
  LABEL_AFTER.test(input.text.slice(end, end + 12))

const ADJACENT =
  /(?:phone|tel|telephone|mobile|cell|fax|hotline|telefon|teléfono|téléphone|telefono|电话|手机|热线|致电|拨打|客服|传真)[\s.:#号码是为]*(?:number|no|nr|is)?[\s.:#]*$/iu

/** Weighs the label that owns the number: the last word that says what it is wins. */
export function phoneLabel(input: DetectInput, start: number, end: number): Move | undefined {
  const own = ownLabel(input, start)
  const strong = lastIndexOf(own, STRONG)
  const weak = lastIndexOf(own, WEAK)
  const other = lastIndexOf(own, OTHER)
  if (other > Math.max(strong, weak)) return NAMED_OTHERWISE
  if (strong >= 0 || labelNear(input, start, end, STRONG) !== undefined) return NAMED
  if (INITIAL.test(input.text.slice(Math.max(0, start - 6), start))) return NAMED
  if (LABEL_AFTER.test(input.text.slice(end, end + 12))) return NAMED
  if (weak >= 0 || VAGUE.test(own)) return CALLED
  return labelNear(input, start, end, OTHER) === undefined ? undefined : NAMED_OTHERWISE
}

const NAMED: Move = { by: 0.4, reason: both('named as a phone number', '有电话标签') }
const CALLED: Move = { by: 0.2, reason: both('a word about calls stands before it', '前有与通话相关的词') }
const NAMED_OTHERWISE: Move = { by: -0.7, reason: both('named as something else', '标签指向其他编号') }

/** A word about calls anywhere near. */
export const phoneTopic = (input: DetectInput, start: number, end: number): Move | undefined =>
  topicNear(input, start, end, TOPIC) === undefined
    ? undefined
    : { by: 0.15, reason: both('a word about calls stands near', '附近有与通话相关的词') }
