/**
 * The characters that texts, names, addresses and forms in a language are full of. Decoded in the wrong encoding, a
 * text holds few of them.
 */
const SIMPLIFIED =
  '的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴愿集号码址编姓箱邮省县镇村街弄室栋楼弘伟芳秀敏静丽磊洋艳勇杰娟涛超霞刚玲桂辉鹏鑫俊宇婷雪琳璐，。、：；？！“”（）《》　'

const TRADITIONAL =
  '的一是不了在人有我他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術結六功指思非流每青管夫連遠資隊跟帶花快條院變聯權往展該領傳近留紅治決周保達辦運武半候七必城父強步完革深區即求品士轉量空甚眾技輕程告江語英基派滿式李息寫呢識極令黃德收臉錢黨未持取設始版雙歷越史商千片容研像找友孩站廣改議形委早房音火際則首單據導影失拿網香似斯專石若弟誰校讀志飛觀爭究包組造落視濟喜離雖壞興願集號碼址編姓箱郵縣鎮村街巷弄室樓臺灣嘉義陳蔡許鄭謝郭洪邱曾廖賴徐雅婷怡君淑芬志明俊傑家豪建宏，。、：；？！「」（）『』　'

const JAPANESE =
  'あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもやゃゆゅよょらりるれろわをんアイウエオカガキクグケコサザシジスズセタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミムメモヤャユュヨョラリルレロワンー日本人大年一国会中出同時自分事者社行見月後前生間上東方的手何気今言本場所学体下地部作対合全思者高電話番号市区県町村都道府名住丁目田山川中村小林佐藤鈴木高橋渡辺伊藤加藤吉田、。・「」（）　！？'

const KOREAN =
  '이다는의에을가고를하은로지한도서사리기아나자어일정시인스대수보그해과만부라주전장제있상원구들으공것동국적안문성니여계생면비연신학당선실조요화회경중발세모민방관분진거미업소무마위등심내용통번오법우통물유제결반현습력설단개체양산재간김박최강윤임행입출명호름없되할때말않았었했던에게습니까년월번로길층울특별광역남북군읍동화우편했합금액날각년두차트러르며음식준본품터드디저데'

const COMMON = {
  gb18030: new Set(SIMPLIFIED),
  big5: new Set(TRADITIONAL),
  shift_jis: new Set(JAPANESE),
  'euc-jp': new Set(JAPANESE),
  'euc-kr': new Set(KOREAN),
} as const

/** Encodings of several bytes a character whose texts can be told by their frequent characters. */
export type CommonEncoding = keyof typeof COMMON
export const COMMON_ENCODINGS = Object.keys(COMMON) as CommonEncoding[]

/** Counts the characters beyond ASCII of a text, and how many of them are frequent in the encoding's language. */
export function countFrequent(text: string, encoding: CommonEncoding): { total: number; frequent: number } {
  const common: ReadonlySet<string> = COMMON[encoding]
  let total = 0
  let frequent = 0
  for (const character of text) {
    if (character < '\u0080') continue
    total++
    if (common.has(character)) frequent++
  }
  return { total, frequent }
}
