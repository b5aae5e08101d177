/**
 * The words that announce a number, by what they announce, separated by `|`: English, Chinese (simplified; traditional
 * forms fold to them) and the country's own languages. Lower case without accents, apostrophes or dots; a space stands
 * for any run of spaces, underscores, hyphens and line breaks, and for the hump of a camelCase name.
 */
export const LABELS = {
  'national-id':
    'national id|national identity|national identification|national insurance|identity card|identity number|identity no|identity document|identification number|identification no|identification card|id number|id num|id no|id card|idcard|idno|id document|personal id|personal number|personal identification|citizen id|citizen number|citizenship number|government id|nid|photo id|身份证|身份证件|身分证|居民身份证|公民身份号码|公民身份证|身份号码|身份识别号|身份证号|证件号|证件号码|证件|有效证件|国民身份证|document number|doc number',
  'cn-id':
    'resident identity|resident id|chinese id|china id|prc id|sfz|sfzh|sfzhm|zjhm|shenfenzheng|身份证号码|居民身份证|公民身份|社会保障号|社会保障号码|居民证',
  'cn-residence-permit': '居住证|港澳居民居住证|港澳台居民居住证|台湾居民居住证|residence permit',
  'cn-foreign-resident':
    '永久居留|永居证|外国人永久居留|外国人永久居留身份证|外国人居留|permanent resident|foreign permanent',
  'cn-hk-permit':
    '港澳居民来往内地通行证|港澳通行证|回乡证|来往内地通行证|往来港澳通行证|通行证|home return permit|mainland travel permit|hrp|eep',
  'cn-tw-permit':
    '台湾居民来往大陆通行证|来往大陆通行证|台胞证|台湾通行证|往来台湾通行证|通行证|taiwan compatriot|mtp|taibaozheng',
  'cn-military':
    '军官证|士兵证|军人证|警官证|武警证|文职干部证|军人保障卡|军人身份|军官证件|军字|military id|officer certificate|soldier id',
  'driver-license':
    'drivers license|driver license|drivers licence|driver licence|driving license|driving licence|drivers license #|driver license #|jszh|drivers permit|driving permit|dl:|dl number|dl no|dl#|dl #|dln|dl num|driverlicense|驾驶证|驾照|驾驶执照|机动车驾驶证|驾驶证号|驾驶证档案|档案编号|fuhrerschein|fuhrerscheinnummer|permis de conduire|carnet de conducir|permiso de conducir|patente di guida|patente|rijbewijs|prawo jazdy|korkort|ajokortti|surucu belgesi|carteira de motorista|cnh|运転免许|免许证|운전면허',
  /** Says driver's license only where the text speaks of driving. */
  license: 'license number|licence number|license no|licence no|license id|licence id',
  'license-plate':
    'license plate|licence plate|number plate|plate number|plate no|registration plate|vehicle registration|vrm|车牌|车牌号|车牌号码|牌照|车号|号牌|号牌号码|车辆号牌|机动车号牌',
  passport:
    'passport|passport number|passport no|passport num|passport card|travel document|护照|护照号|护照号码|旅行证件|passeport|reisepass|passnummer|passnr|pasaporte|passaporto|passaporte|paspoort|paszport|pasaport|passi|pass nr|旅券|パスポート|여권|여권번호',
  'us-passport': 'us passport|american passport|united states passport|usa passport|美国护照',
  'gb-passport': 'uk passport|british passport|gb passport|英国护照',
  'cn-passport': 'chinese passport|china passport|prc passport|中国护照|因私护照|因公护照|普通护照',
  'au-passport': 'australian passport|澳大利亚护照|澳洲护照',
  'br-passport': 'brazilian passport|巴西护照',
  'ca-passport': 'canadian passport|加拿大护照',
  'de-passport': 'german passport|德国护照',
  'es-passport': 'spanish passport|西班牙护照',
  'fr-passport': 'french passport|法国护照',
  'hk-passport': 'hong kong passport|香港护照|香港特区护照',
  'in-passport': 'indian passport|印度护照',
  'it-passport': 'italian passport|意大利护照',
  'jp-passport': 'japanese passport|日本护照',
  'kr-passport': 'korean passport|韩国护照',
  'nl-passport': 'dutch passport|荷兰护照',
  'sg-passport': 'singapore passport|新加坡护照',
  'tw-passport': 'taiwan passport|台湾护照|中华民国护照',
  'tax-id':
    'nsrsbh|tax id|tax identification|tax identity|tax number|tax no|tax code|tax ref|tax reference|taxpayer|taxpayer id|taxpayer identification|tin|tin number|taxid|fiscal code|fiscal number|税号|税务识别号|税务登记号|税务登记证号|纳税人识别号|纳税识别号|纳税人编号|纳税号|纳税人|税籍编号|税籍',
  'company-id':
    'company number|company no|registration number|registration no|company registration|corporate number|business number|business registration|corporate id|enterprise number|注册号|工商注册号|营业执照号|营业执照|企业代码|法人番号',
  uscc: 'uscc|xydm|tyshxydm|uscid|unified social credit|social credit code|social credit|credit code|统一社会信用代码|统一信用代码|社会信用代码|信用代码|机构代码|组织机构代码|企业信用代码',
  'bank-card':
    'yhkh|yhzh|bank card|bankcard|unionpay|银行卡|银行卡号|卡号|借记卡|储蓄卡|结算卡|工资卡|银联|银联卡|开户行|收款账户|收款账号|收款卡|收款卡号|银行账户|银行账号|账户|账号|对公账户|打款|转账|汇款',
  'credit-card':
    'credit card|debit card|card number|card no|card num|cardno|信用卡|信用卡号|贷记卡|visa|mastercard|amex|bank account|account number|account no|acct|acct no',
  routing:
    'routing|routing number|routing no|routing transit|transit number|aba|aba number|rtn|aba routing|路由号码|联行号',
  'social-card':
    'sbkh|sbh|社保卡|社保卡号|社保号|社保号码|社保编号|社保账号|社会保障卡|社会保障卡号|社会保险号|社会保险编号|个人编号|个人社保|social security card',
  'health-insurance':
    'ins id|ins #|insurance #|member #|subscriber #|policy #|group #|claim number|claim no|claim id|claim #|medicaid #|health card #|ybkh|ybh|insurance id|insurance number|insurance no|insurance card|member id|member number|member no|membership id|subscriber id|subscriber number|subscriber no|policy number|policy no|policy id|health insurance|health plan|health card|health card number|beneficiary id|beneficiary number|beneficiary no|insured id|insured number|plan id|group number|group no|payer id|insuranceid|memberid|hicn|medicaid id|medicaid number|medicaid|医保卡|医保卡号|医保号|医保编号|医保证号|医保号码|医保账号|医保个人编号|医疗保险号|医疗保险卡号|医疗保险证号|医疗证号|医疗卡号|新农合|新农合证号|新农合号|农合证号|合作医疗证号|参保号|参保人编号|保单号|保单号码|保险单号|保险号|健保卡号|健保卡|保险证号|保险卡号|被保险者番号|krankenversichertennummer|krankenversicherungsnummer|versichertennummer|carte vitale',
  'medical-record':
    'mrn|mrn #|uhid|inpatient no|inpatient number|inpatient id|outpatient no|outpatient number|ip no|op no|opd no|ipd no|hospital registration|hospital registration number|hospital #|medical record #|zyh|zyhm|mzh|blh|blhm|bah|jzkh|jzlsh|brid|hzid|medical record|medical record number|medical record no|medical rec|med rec|medrec|medrec no|medical number|medical id|health record number|patient id|patient identifier|patient number|patient no|patient num|patient ref|patientid|patient account|patient account number|hospital number|hospital no|hospital id|hosp no|chart number|chart no|chart id|chart #|pt id|pt no|pt number|pt #|patient #|mr no|mr number|mr #|mr#|mrno|emrn|ehr id|emr id|emr number|epic id|pid number|病历号|病历号码|病历编号|病历本号|病历卡号|病案号|病案号码|病案编号|病人号|病人编号|病人id|病员号|患者编号|患者号|患者id|患者id号|患者识别号|病人id号|病人识别号|医院编号|健康档案号|健康档案编号|健康卡号|电子健康卡|电子健康卡号|就诊卡|就诊卡号|就诊卡号码|就诊号|就诊号码|就诊编号|就诊序号|就诊流水号|诊疗卡|诊疗卡号|诊疗号|诊疗编号|就医卡号|门诊号|门诊号码|门诊编号|门诊病历号|门诊病案号|门诊卡号|门诊流水号|门急诊号|急诊号|住院号|住院号码|住院编号|住院病历号|住院病案号|住院流水号|住院登记号|住院id|住院次号|入院号|挂号流水号|挂号单号|体检号|体检编号|体检卡号|心电图号|ct号|mr号|x线号|x光号|医嘱号|捐献者编号|受试者编号|病历番号|患者番号|カルテ番号|诊察券番号|诊察券',
  visit:
    'visit #|visit#|encounter #|encounter#|admission #|visit number|visit no|visit id|visit num|encounter number|encounter no|encounter id|encounter:|csn|contact serial number|admission number|admission no|admission id|hospital account|hospital account number|episode number|episode id|fin nbr|financial number',
  /** Announces a medical number only where the text speaks of medicine. */
  'medical-weak':
    'record number|record no|unit number|unit no|clinic number|case history no|har|fin|account number|account no|account #|acct|acct #|acct no|accession #|accession number|accession no|accession|specimen id|specimen number|specimen no|specimen|requisition number|study id|study number|subject id|rx #|rx number|rx no|prescription number|prescription no|lab number|lab id|id号|登记号|档案号|检查号|检查编号|检查单号|检查流水号|检验号|检验编号|检验单号|化验单号|标本号|标本编号|样本号|样本编号|条码号|报告编号|报告号|申请单号|处方号|处方编号|研究编号|手术编号|病理号|病理编号|放射号|放射编号|超声号|影像号|影像编号',
  'hk-id':
    'hkid|hkid no|hkid number|hkic|hong kong id|hong kong identity|香港身份证|香港居民身份证|香港永久性居民身份证|港澳身份证',
  'tw-id':
    'taiwan id|roc id|national id|国民身份证|国民身分证|国民身份证统一编号|身分证统一编号|身份证统一编号|统一编号|身份证字号|身分证字号|台湾身份证|国民身份|字号',
  'tw-arc':
    'arc|arc number|alien resident|resident certificate|ui number|uniform id|居留证|居留证号|居留证号码|居留证统一证号|统一证号|外侨居留证|外来人口统一证号',
  'jp-my-number': 'my number|mynumber|individual number|マイナンバー|个人番号|個人番号',
  'jp-corporate-number': 'corporate number|houjin bangou|法人番号|法人编号',
  'kr-rrn':
    'rrn|resident registration|korean id|jumin|주민등록번호|주민번호|주민등록|외국인등록번호|외국인등록|韩国身份证|居民登录号|居民登录证|居民登记号|alien registration',
  aadhaar: 'aadhaar|aadhar|adhaar|aadhaar number|uid number|uidai|uid|आधार|印度身份证|阿达尔',
  pan: 'pan|pan card|pan number|pan no|permanent account number|पैन|印度税号|永久账号',
  gstin: 'gstin|gst|gst number|gst no|gst in|goods and services tax|印度商品及服务税号',
  'in-voter':
    'voter id|voter card|epic no|epic number|epic|voters id|elector|electoral photo|voter|选民证|选民卡',
  'sg-nric':
    'nric|nric no|nric number|fin|fin number|fin no|foreign identification number|singapore id|ic number|ic no|新加坡身份证|新加坡|外国人识别号',
  tfn: 'tfn|tax file number|tax file|tax file no|澳洲税号|澳大利亚税号|税务档案号',
  'au-medicare': 'medicare|medicare card|medicare number|medicare no|澳洲医保|医保卡|国民医保',
  abn: 'abn|australian business number|澳洲商业号码|澳大利亚商业号码|商业登记号',
  acn: 'acn|australian company number|澳洲公司编号|澳大利亚公司编号|公司注册号',
  ssn: 'ssn|ssns|ssn #|social security|social security number|social security no|soc sec|social sec|socialsecurity|ss number|ss no|ss#|社会安全号|社会安全号码|社安号|社安号码|社会保险号码|美国社保号|seguro social|numero de seguro social|nss',
  itin: 'itin|individual taxpayer|individual taxpayer identification|个人纳税识别号|个人报税号',
  ein: 'ein|employer identification|employer id|employer identification number|fein|federal tax id|federal employer|federal ein|federal id|雇主识别号|雇主身份号码|雇主税号',
  npi: 'npi|npi number|npi no|national provider|national provider identifier|provider id|provider number|医疗服务提供者编号|医师识别号',
  mbi: 'mbi|medicare beneficiary|medicare beneficiary identifier|medicare|medicare number|medicare id|medicare no|hicn|医疗照顾|联邦医保',
  dea: 'dea|dea number|dea no|dea registration|dea#|drug enforcement|缉毒局|药品管制',
  'us-license': 'state license|ny license|california license|texas license|cdl|state id|州驾照|美国驾照',
  sin: 'sin|sin number|sin no|social insurance|social insurance number|nas|numero dassurance sociale|assurance sociale|社会保险号|社会保险号码|工卡号|加拿大社会保险号',
  cpf: 'cpf|cpf no|cadastro de pessoas fisicas|cadastro de pessoa fisica|cpf/mf|巴西税号|巴西个人税号',
  cnpj: 'cnpj|cnpj/mf|cadastro nacional da pessoa juridica|cgc|巴西公司税号|巴西企业税号',
  nino: 'nino|ni number|ni no|nin|national insurance|national insurance number|national insurance no|国民保险号|国民保险号码|英国社保号',
  nhs: 'nhs|nhs number|nhs no|nhs num|nhsnumber|national health service|国民保健号|英国医保号|nhs号|nhs号码',
  utr: 'utr|unique taxpayer|unique taxpayer reference|utr number|utr no|唯一纳税人参考号|英国税号|唯一税号',
  'de-tax':
    'steuer id|steuerid|steuer idnr|steueridentifikationsnummer|steuerliche identifikationsnummer|steuer identifikationsnummer|identifikationsnummer|idnr|id nr|steuernummer|steuer nr|tin|德国税号|税务识别号',
  'de-id':
    'personalausweis|personalausweisnummer|ausweis|ausweisnummer|ausweis nr|perso|german id|dokumentennummer|德国身份证',
  'de-social':
    'rentenversicherungsnummer|sozialversicherungsnummer|versicherungsnummer|rvnr|svnr|sv nummer|sv nr|rv nummer|vsnr|social security number|social insurance|pension insurance|德国社保号|社会保险号|养老保险号',
  nir: 'nir|insee|numero de securite sociale|securite sociale|numero de secu|no de securite sociale|n de securite sociale|numero dinscription|numero ss|num ss|nss|no secu|carte vitale|social security number|social security|法国社保号|社会保险号',
  spi: 'spi|numero fiscal|n fiscal|no fiscal|identifiant fiscal|reference fiscale|numero fiscal de reference|numero spi|tin|法国税号',
  'fr-cni':
    'cni|carte nationale didentite|carte didentite|carte identite|numero carte identite|carte nationale|piece didentite|numero de carte didentite|法国身份证',
  dni: 'dni|d n i|nif|documento nacional de identidad|documento nacional|dni nif|numero de identificacion|documento de identidad|西班牙身份证',
  nie: 'nie|numero de identidad de extranjero|numero de identificacion de extranjero|extranjero|nif|tie|西班牙外国人|外国人身份号码',
  cif: 'cif|nif|codigo de identificacion fiscal|identificacion fiscal|西班牙公司税号|西班牙税号',
  'it-cf': 'codice fiscale|cod fisc|cod fiscale|cf|c f|codfisc|意大利税号|意大利税务代码',
  'it-vat': 'partita iva|p iva|piva|p iva n|iva|vat|vat number|vat no|vat id|意大利增值税号|增值税号',
  bsn: 'bsn|burgerservicenummer|burger service nummer|sofinummer|sofi nummer|sofi|citizen service number|荷兰公民服务号|公民服务号',
  pesel: 'pesel|numer pesel|nr pesel|pesel number|波兰身份证|波兰个人识别号',
  nip: 'nip|numer nip|nr nip|numer identyfikacji podatkowej|vat|vat number|波兰税号|增值税号',
  regon: 'regon|numer regon|nr regon|波兰统计号|波兰企业登记号',
  'se-personnummer':
    'personnummer|personnr|pnr|samordningsnummer|swedish id|personal identity number|personal number|瑞典身份证|瑞典个人号码|个人身份号码',
  hetu: 'hetu|henkilotunnus|henkilotunnukseni|sotu|sosiaaliturvatunnus|personbeteckning|personal identity code|finnish id|芬兰身份证|芬兰个人识别码|个人身份代码',
  tckn: 'tckn|tc kimlik|tc kimlik no|t c kimlik|kimlik no|kimlik numarasi|tc no|tcno|kimlik|turkish id|土耳其身份证',
  /** What announces something else: a number after one of these is none of ours unless its own shape says so. */
  other:
    'order|order id|order no|order num|orderid|tracking|tracking number|tracking no|shipment|shipping|parcel|invoice|invoice no|invoice number|receipt|receipt no|phone|telephone|tel|mobile|cell|cellphone|fax|call|text me|whatsapp|amount|total|price|cost|balance|isbn|issn|ean|upc|barcode|gtin|asin|doi|pmid|arxiv|version|build|revision|commit|hash|sha|md5|uuid|guid|port|zip|zip code|postcode|postal code|date|dob|born|birth date|date of birth|time|timestamp|epoch|unix time|qq|wechat|weibo|serial|serial number|serial no|sn|imei|model|part number|part no|sku|item|item number|product|batch|lot|lot number|transaction|transaction id|txn|reference|reference number|ref no|ticket|ticket number|confirmation|booking|booking reference|reservation|pnr|flight|user id|userid|username|customer id|customer number|customer no|client id|employee id|employee number|employee no|staff id|student id|session|session id|request id|trace id|job id|task id|message id|thread|population|coordinates|latitude|longitude|lat|lon|lng|bytes|size|width|height|distance|iban|swift|bic|case number|case no|docket|issue|page|chapter|figure|patent|coupon|voucher|gift card|pin|otp|verification code|extension|订单|订单号|订单编号|单号|运单|运单号|快递|快递单号|物流|物流单号|流水号|交易号|交易流水号|交易单号|商户单号|电话|电话号码|手机|手机号|手机号码|联系电话|联系方式|座机|传真|邮编|邮政编码|金额|价格|总价|型号|序列号|版本|版本号|发票|发票号|发票号码|发票代码|合同号|合同编号|出生|出生日期|生日|日期|时间|时间戳|微信|微信号|微博|扣扣|批次|批号|批准文号|条形码|条码|商品编号|商品编码|货号|工号|员工编号|学号|考号|准考证号|准考证|房号|门牌|门牌号|验证码|取件码|客户编号|会员号|会员编号|用户id|用户编号|航班|车次|票号|工单|工单号|案号|文号|国药准字|备案号|专利号|经度|纬度|人口|注文番号|电话番号|전화|전화번호|주문번호',
} as const

export type LabelName = keyof typeof LABELS

/** Traditional and Japanese forms in labels, each before its simplified form. */
export const SIMPLIFIED =
  '證证號号護护碼码臺台灣湾稅税醫医療疗險险駕驾駛驶執执單单電电話话機机門门診诊歷历級级務务國国內内陸陆來来會会員员車车華华澳澳編编統统營营業业證证籍籍納纳識识別别檔档檢检驗验樣样條条處处標标記记錄录軍军灣湾銀银開开戶户帳账賬账儲储轉转匯汇運运訂订許许転转個个雇雇傭佣據据發发貨货產产資资參参農农學学術术體体點点專专區区號号証证険险歴历駆驱'
