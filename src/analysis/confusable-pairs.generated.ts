// Made by scripts/generate-confusables.mjs from Unicode confusables 13.0.0 (Unicode license); do not edit.

/**
 * By script: each letter followed by the Latin letter it looks like (UTS #39). First the letters that look the same,
 * then those that look the same but for marks or size.
 */
export const CONFUSABLE_PAIRS: Readonly<Record<string, readonly [exact: string, close: string]>> = {
  Greek: ['αaΑAΒBΕEϜFΗHιiϳjͿJΚKΙIΜMϺMΝNοoσoΟOρpΡPᴦrΤTυuνvΧXγyΥYΖZ', 'εeηnθoΘOᴩpκkτt'],
  Cyrillic: ['аaАAЬbВBсcСCԁdеeҽeЕEԌGһhНHіiꙇiӏiјjЈJКKІIӀIМMоoОOрpРPԛqгrѕsЅSТTѵvѴVѡwԝwԜWхxХXуyүyУYҮY', 'БbҍbҌbѣbѢbвbҫcҪCєeԑeҿeԍgꚕhҢHћhӉHӇHнhңhӊhӈhҚKҞKӍMөoѳoӨOѲOкkқkҟkғrҬTтtҭtѽwмmӎmҲXұyҰY'],
  Cherokee: ['ᎪAᏏbᏴBꮯcᏟCᏧdᎠDᎬEᏀGᏳGᏂhᎻHꭵiᎥiᎫJᏦKᏞLᎷMᏢPꮁrᎡRᏒRꮪsᏕSᏚSᎢTꮩvᏙVꮃwᎳWᏔWᎩYᎽYꮓzᏃZ', 'ꭺaᏼbꮛeꭰdꭼeꮐgᏻgᏲhꮋhꭻjꮮlꮎoꮻoᎾOᏫOꭴoꮲpꮶkꭱrꮢrꭲtꮜuᏌUꮇm'],
  Canadian_Aboriginal: ['ᗅAᑲbᖯbᗷBᑯdᗞDᗪDᖴFᕼHᒍJᒪLᗰMᑭPᖇRᑌUᐯVᕁxᕽx', 'ᑳb'],
  Lisu: ['ꓮAꓐBꓚCꓒdꓓDꓰEꓝFꓖGꓧHꓙJꓗKꓲIꓡLꓟMꓠNꓳOꓑPꓣRꓢSꓔTꓴUꓦVꓪWꓫXꓬYꓜZ', ''],
  Miao: ['𖽀A𖼨I𖼖L𖼵R𖼺S𖼊T𖽂U𖼈V𖽃Y', ''],
  Carian: ['𐊠A𐊡B𐊢C𐊥F𐋏H𐊰M𐊫O𐊱T𐊴X𐊲Y', ''],
  Lycian: ['𐊂B𐊆E𐊇F𐊊I𐊒O𐊕P𐊖S𐊗T𐊐X', ''],
  Old_Italic: ['𐌁B𐌂C𐌉I𐌑M𐌕T𐌗X', ''],
  Coptic: ['ⲥcⲤCⲎHⲔKⲒIⳐLⲘMⲚNⲟoⲞOⲣpⲢPⲅrⲦTⲬXⲨY', 'ⲉeⳑlⲕk'],
  Deseret: ['𐐽c𐐕C𐐛L𐐬o𐐄O𐑈s𐐠S', '𐐩e𐑃l'],
  Elbasan: ['𐔜C𐔥F𐔘K𐔦L𐔓N𐔖O𐔝V𐔧X', ''],
  Warang_Citi: ['𑢦E𑢮E𑣂F𑢢F𑣃i𑢣L𑢲L𑣈o𑣗o𑢵O𑣁s𑢼T𑣘u𑢸U𑣀v𑢠V𑣜y𑢤Y𑣄z𑢩Z', '𑣎e'],
  Tifinagh: ['ⴹEⵏIⵔOⵕQⴸVⵝX', 'ⵁOⴱO'],
  Armenian: ['քfցgհhոnռnօoՕOգqզqՏSսuՍUաw', 'յj'],
  Runic: ['ᛕKᛁIᛖMᚷX', ''],
  Georgian: ['ჿoყy', ''],
  Osage: ['𐓪o𐓂O𐒴R𐓶u𐓎U', ''],
}
