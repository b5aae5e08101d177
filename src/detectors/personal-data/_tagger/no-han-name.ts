import type { Entity } from './entities.ts'

/** Log odds that a name of two characters needs. */
const SHORT_ODDS = 1.8
/** Log odds that a name needs which does not begin like one. */
const STRANGE_ODDS = 8
/** Surnames that measure time and number after a figure: `9 周后`. */
const AFTER_FIGURE = /[\d一二三四五六七八九十两几每本上下半][\s个]?$/u
const MEASURE = /^[周万石时分]/u
/** Chinese stems of international nonproprietary names of drugs (WHO INN). */
const DRUG =
  /(?:曲坦|沙坦|他汀|洛尔|西林|霉素|拉唑|地平|普利|替丁|沙星|西泮|唑仑|单抗|替尼|格列[净酮汀]|双胍|卡因|可酮|米松|奈德|康唑|洛韦|洛芬)$/u
/** A dose, right after the name of a drug: `400 mg`. */
const DOSE = /^\s?\d{1,5}(?:\.\d{1,3})?\s?(?:mg|mcg|µg|μg|g|ml|IU|毫克|微克|克|毫升|单位|片|粒|支|丸|滴)/iu
/** How a name begins: the surnames of the census, and what familiar forms of address put before a name. */
const BEGINS =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐端木小老阿大張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蘇盧蔣賈葉閻鍾譚鄒陸顧龍錢湯賀賴龔龐蘭顏嚴溫蘆魯韋畢聶叢齊莊關費紀歐項陽衛單闕華車邊饒]/u
/** Characters that write foreign names by their sound. */
const BY_SOUND =
  /^[阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕宾波伯博柏勃布采查昌达大戴丹当道德登邓迪蒂丁东杜多敦顿恩尔法凡范菲费芬丰佛夫弗福富盖冈戈哥格根贡古瓜圭哈海汉豪赫亨洪胡华怀惠霍基吉加贾简杰金卡凯坎康考柯科可克肯孔库奎昆拉莱赖兰朗劳勒雷蕾黎里理李利莉丽丝立列林琳隆卢鲁路露伦罗洛马玛迈麦曼芒梅门蒙米密明缪摩莫默姆木穆拿纳娜南内尼妮年宁纽努诺欧帕派潘庞培佩彭蓬皮珀普齐奇契乔切琴琼丘让热仁日荣茹儒瑞若萨塞赛桑森沙莎山尚绍舍申圣施史什士舒顺斯思司松苏索塔泰坦汤唐特滕腾提廷通图托瓦万旺威韦维魏温文翁沃乌伍武西希锡夏香逊肖谢辛欣兴休修许雪雅亚延扬杨耶叶伊易因英永尤于约泽曾扎詹章珍芝治朱卓兹孜宗祖佐]{2,12}$/u

/** True for what a Chinese name cannot be, and for what neither looks like one nor is supported by its context. */
export function isNoHanName(text: string, { start, end, kind, logOdds }: Entity): boolean {
  if (kind !== 'person-name') return false
  const value = text.slice(start, end)
  if (MEASURE.test(value) && AFTER_FIGURE.test(text.slice(Math.max(0, start - 2), start))) return true
  if (DRUG.test(value) || DOSE.test(text.slice(end, end + 16))) return true
  if (value.length === 2 && logOdds < SHORT_ODDS) return true
  return logOdds < STRANGE_ODDS && !/[·•・\w]/u.test(value) && !BEGINS.test(value) && !BY_SOUND.test(value)
}
