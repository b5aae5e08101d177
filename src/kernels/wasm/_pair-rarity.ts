/** By two characters, a to z, space and any other: minus the binary logarithm of how often they follow each other in English web text, as a letter. */
const PAIRS = [
  'ojijmljnjnkhjgpjphhhkklnknin',
  'kooqitspknxkpqkstkmpkrxxkunq',
  'iqlqirrijxkkqrirqkmikxtxmskp',
  'kppmipmoiosnnokprlkqknoumrgm',
  'imihjkknkpmijhlkmghjljkkkpfl',
  'ksqsjkrsjxulssiuxjpllxuuoxhp',
  'krspjpmkkutlolkqxklolxsulsio',
  'ippogqtsiutnomirrlnllroxlsio',
  'jlijjkjqnrmijgiknjhhnjrnqlko',
  'mxxsmuutpstxutlsuruxmuuxtxrs',
  'nrtrjqpokrropmopuolqpuqxoxkp',
  'immkhmmqixnimmimtokkkmoxjsin',
  'iloriporjtxolojjxqlplurxlxjo',
  'jojhilhojollnljopnihlmprkpgm',
  'llkkmhknloliihjjshjjikjnmpho',
  'jqqpirqkkxqjnrjkxillksxxnukp',
  'suxxuxxxsuxuuxuxxxtukuxxxxqt',
  'imkkhmloirllkkimtlijkloqjthm',
  'kokoinqjirmlknjkpojhjpntlsgl',
  'iomphopghtrlnohoxijkjqltjphm',
  'klkkknkrlrnjkjpkuiijtqtpoqlp',
  'kxtrixuujxxstrlrxrqsqtxupxps',
  'jrqqjrtjjxqorlkqxmmptuququkp',
  'mtnsnruqmxxusxpmuxxmptutqxmr',
  'nonplsrsmtsmmnkmxnlnruorrqhm',
  'nuuslxsrnxurtuoxxursrtuurqos',
  'ghhiihjhhkkihihhmihgjkhojnmk',
  'npoppppporrpoppptpmnqrptrujj',
] as const

const SINGLES = PAIRS.map(
  row => -Math.log2([...row].reduce((sum, each) => sum + 2 ** -(each.charCodeAt(0) - 0x61), 0)),
)

/** How rare bytes in a row are in English prose, in bits, without regard to case. */
export function rarityOf(bytes: readonly number[]): number {
  let bits = SINGLES[rowOf(bytes[0] ?? 0)] as number
  for (let k = 1; k < bytes.length; k++) {
    const row = rowOf(bytes[k - 1] as number)
    bits += (PAIRS[row] as string).charCodeAt(rowOf(bytes[k] as number)) - 0x61 - (SINGLES[row] as number)
  }
  return bits
}

function rowOf(byte: number): number {
  const letter = (byte | 0x20) - 0x61
  if (byte >= 0x40 && letter >= 0 && letter < 26) return letter
  return byte === 0x20 ? 26 : 27
}
