/** Chinese digits as they are written and, on the telephone and the radio, spoken. */
export const HAN_DIGITS: ReadonlyMap<string, string> = new Map(
  [
    '零〇○洞',
    '一壹幺么弌',
    '二贰貳两兩弍',
    '三叁參弎',
    '四肆',
    '五伍',
    '六陆陸',
    '七柒拐',
    '八捌',
    '九玖勾',
  ].flatMap((characters, digit) => [...characters].map(character => [character, String(digit)] as const)),
)
